#!/usr/bin/env bash
# Installs the Chromium that the browser tests drive. For Debian 12, as root or with sudo.
set -euo pipefail

if command -v chromium >/dev/null; then
  echo 'Chromium is installed.'
  exit 0
fi

source "$(dirname "$0")/apt.sh"
apt_install chromium
