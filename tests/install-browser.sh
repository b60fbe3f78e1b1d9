#!/bin/sh
# The browser tests drive Chromium. Where there is none and apt works, install Debian's.
for name in "${CHROMIUM:-chromium}" chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium found: the browser tests will be skipped. Install it, or set CHROMIUM." >&2
  exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
echo "Installing Chromium for the browser tests..."
if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null; then
  echo "Chromium could not be installed: the browser tests will be skipped (in CI they fail)." >&2
fi
