#!/usr/bin/env bash
# Installs the Redis that tests of several replicas run against. For Debian 12, as root or with sudo.
# Only the program is wanted: each test run starts its own.
set -euo pipefail

if command -v redis-server >/dev/null; then
  echo 'Redis is installed.'
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
apt_get install --no-install-recommends redis-server
