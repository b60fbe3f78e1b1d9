#!/bin/sh
# Scores the overview and a criterion page with Lighthouse (mobile), beside the size of our own files.
# Not a test: figures depend on the machine. Needs node with npm, and Chromium.
#   make lighthouse            builds the site and prints, for each page, the median of five runs
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
.venv/bin/python build.py build --site "$work/site"
.venv/bin/python tests/benchmark/gzip_server.py "$work/site" > "$work/port" &
server=$!
npm install --silent --no-audit --no-fund --prefix "$work" "lighthouse@13" >/dev/null
for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
  CHROME_PATH=$(command -v "$name" || true)
  [ -n "$CHROME_PATH" ] && break
done
export CHROME_PATH
for page in "" "$(cd "$work/site" && ls -d criteria/*/ | head -n 1)"; do
  for run in 1 2 3 4 5; do
    "$work/node_modules/.bin/lighthouse" "http://127.0.0.1:$(cat "$work/port")/$page" --quiet \
      --output=json --output-path="$work/report-$run.json" \
      --chrome-flags="--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
  done
  .venv/bin/python tests/benchmark/report.py "/$page" "$work"/report-*.json
done
.venv/bin/python tests/benchmark/report.py --sizes "$work/site"
