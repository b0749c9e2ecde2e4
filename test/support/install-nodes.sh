#!/usr/bin/env bash
# Fetches the versions of Node that the package is tried on, beside the one that runs the tests, into node_modules/.nodes.
# The npm package `node` brings their binaries.
set -euo pipefail
cd "$(dirname "$0")/../.."

for version in 20.20.2 22.23.3 24.21.0 26.10.0; do
  place="node_modules/.nodes/${version%%.*}"
  if [ -x "$place/node_modules/node/bin/node" ]; then continue; fi
  mkdir -p "$place"
  echo '{ "private": true }' >"$place/package.json"
  npm install --prefix "$place" --no-audit --no-fund --loglevel error "node@$version"
  "$place/node_modules/node/bin/node" --version
done
