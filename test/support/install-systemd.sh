#!/usr/bin/env bash
# Installs systemd-analyze, which reads the unit in deploy/. For Debian 12, as root or with sudo. Nothing is started.
set -euo pipefail

if command -v systemd-analyze >/dev/null; then
  echo 'systemd-analyze is installed.'
  exit 0
fi

source "$(dirname "$0")/apt.sh"
apt_install systemd
