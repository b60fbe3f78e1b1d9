#!/bin/sh
# The walk through all engines also drives Firefox and WebKit. Where one is missing and apt works,
# install Debian's; what is missing then is skipped (in CI it fails).
has() { for name in "$@"; do command -v "$name" >/dev/null 2>&1 && return 0; done; return 1; }
wanted=""
has "${FIREFOX:-firefox-esr}" firefox || wanted="firefox-esr"
has "${WEBKIT_DRIVER:-WebKitWebDriver}" || wanted="$wanted webkit2gtk-driver"
has "${XVFB_RUN:-xvfb-run}" || wanted="$wanted xvfb"
[ -z "$wanted" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing: $wanted. What needs them will be skipped." >&2
  exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
echo "Installing $wanted for the walk through all engines..."
$as_root apt-get update -qq >/dev/null 2>&1
for package in $wanted; do
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null 2>&1 \
    || echo "$package could not be installed: what needs it will be skipped (in CI it fails)." >&2
done
