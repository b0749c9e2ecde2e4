# Sourced by the install scripts: apt-get as root, and lists of packages that are up to date.
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get --quiet --yes -o DPkg::Lock::Timeout=900 -o Acquire::Retries=3 "$@"
}

# The lock of the package lists is not waited for by apt-get itself.
apt_install() {
  for attempt in 1 2 3 4 5 6; do
    apt_get update && break
    [ "$attempt" -lt 6 ] || return 1
    sleep 10
  done
  apt_get install --no-install-recommends "$@"
}
