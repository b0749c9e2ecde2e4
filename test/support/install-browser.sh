#!/usr/bin/env bash
# Installs the Chromium that the browser tests drive. For Debian 12, as root or with sudo.
set -euo pipefail

if command -v chromium >/dev/null; then
  echo 'Chromium is installed.'
  exit 0
fi

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get --quiet --yes -o DPkg::Lock::Timeout=900 -o Acquire::Retries=3 "$@"
}

for attempt in 1 2 3 4 5 6; do
  apt_get update && break
  [ "$attempt" -lt 6 ] || exit 1
  sleep 10
done
apt_get install --no-install-recommends chromium
