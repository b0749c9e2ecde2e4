#!/usr/bin/env bash
# Installs the two Request Trackers the tests run against: Debian's 5.0 and 4.4, side by side,
# with SQLite and Starman. For Debian 12, as root or with sudo. Does nothing when all is there.
# Only the programs are wanted: each test run makes its own configuration and database.
set -euo pipefail

packages=(
  request-tracker5 rt5-db-sqlite rt5-standalone
  request-tracker4 rt4-db-sqlite rt4-standalone
  starman
)

installed() {
  [ "$(dpkg-query --show --showformat='${Status}' "$1" 2>/dev/null)" = 'install ok installed' ]
}

missing=()
for package in "${packages[@]}"; do
  installed "$package" || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then
  echo 'Request Tracker 5 and 4 are installed.'
  exit 0
fi

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get --quiet --yes -o DPkg::Lock::Timeout=900 -o Acquire::Retries=3 "$@"
}

# The packages would each set up a system database, half a minute of work nothing here reads.
"${as_root[@]}" debconf-set-selections <<'END'
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker4 request-tracker4/dbconfig-install boolean false
END

# The lock of the package lists is not waited for by apt-get itself.
for attempt in 1 2 3 4 5 6; do
  apt_get update && break
  [ "$attempt" -lt 6 ] || exit 1
  sleep 10
done
apt_get install --no-install-recommends "${missing[@]}"
echo "Installed: ${missing[*]}"
