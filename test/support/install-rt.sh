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

source "$(dirname "$0")/apt.sh"

# The packages would each set up a system database, half a minute of work nothing here reads.
"${as_root[@]}" debconf-set-selections <<'END'
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker4 request-tracker4/dbconfig-install boolean false
END

apt_install "${missing[@]}"
echo "Installed: ${missing[*]}"
