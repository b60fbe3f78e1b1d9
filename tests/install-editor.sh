#!/bin/sh
# The editor tests drive the language server that VS Code uses for YAML. Installs it where npm is.
cd "$(dirname "$0")/editor" || exit 1
cmp -s package-lock.json node_modules/.installed && exit 0
if ! command -v npm >/dev/null 2>&1; then
  echo "No npm found: the editor tests will be skipped. Install node 20 or newer with npm." >&2
  exit 0
fi
echo "Installing the YAML language server for the editor tests..."
if npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null; then
  cp package-lock.json node_modules/.installed
else
  echo "The language server could not be installed: the editor tests will be skipped (in CI they fail)." >&2
fi
