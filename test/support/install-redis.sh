#!/usr/bin/env bash
# Installs the Redis that tests of several replicas run against. For Debian 12, as root or with sudo.
# Only the program is wanted: each test run starts its own.
set -euo pipefail

if command -v redis-server >/dev/null; then
  echo 'Redis is installed.'
  exit 0
fi

source "$(dirname "$0")/apt.sh"
apt_install redis-server
