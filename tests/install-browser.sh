#!/bin/sh
# The browser tests drive Chromium: best its shell without windows, which loads pages in two thirds
# of the time. Where that is missing and apt works, install Debian's; else take what is there.
browsers="chromium chromium-browser google-chrome"
has() { for name in "$@"; do command -v "$name" >/dev/null 2>&1 && return 0; done; return 1; }
has "${CHROMIUM:-chromium-headless-shell}" && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  has $browsers || echo "No Chromium found: the browser tests will be skipped. Install it, or set CHROMIUM." >&2
  exit 0
fi
as_root=""
if [ "$(id -u)" != 0 ]; then
  as_root="sudo -n"
  has $browsers && exit 0 # nobody asked us to change a machine that has a browser
fi
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null 2>&1; }
echo "Installing Chromium for the browser tests..."
$as_root apt-get update -qq >/dev/null 2>&1
if ! install chromium-headless-shell && ! has $browsers && ! install chromium; then
  echo "Chromium could not be installed: the browser tests will be skipped (in CI they fail)." >&2
fi
