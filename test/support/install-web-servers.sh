#!/usr/bin/env bash
# Installs the nginx and the Apache whose settings docs/install.md shows. For Debian 12, as root or with sudo.
# Only the programs are wanted: each test run starts its own.
set -euo pipefail

if command -v nginx >/dev/null && command -v apache2 >/dev/null; then
  echo 'nginx and Apache are installed.'
  exit 0
fi

source "$(dirname "$0")/apt.sh"
apt_install nginx-light apache2-bin
