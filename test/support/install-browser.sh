#!/usr/bin/env bash
# Installs the Chromium that the browser tests drive: the one without a window of its own, since a new profile costs it
# a third of the time. For Debian 12, as root or with sudo.
set -euo pipefail

if command -v chromium-headless-shell >/dev/null; then
  echo 'Chromium is installed.'
  exit 0
fi

source "$(dirname "$0")/apt.sh"
apt_install chromium-headless-shell
