#!/bin/sh
# Scores the overview and a criterion page with Lighthouse (mobile), beside the size of our own files
# and beside the criterion's text in the theme as it comes: how fast a page is depends on the machine.
# Not a test. Needs node with npm, and Chromium.
#   make lighthouse            builds the site and prints, for each page, the median of five runs
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
.venv/bin/python build.py build --site "$work/site"
criterion=$(cd "$work/site" && ls -d criteria/*/ | head -n 1)
mkdir -p "$work/docs/$criterion"
cp "$work/site/index.md" "$work/docs/"
cp "$work/site/$criterion/index.md" "$work/docs/$criterion/"
printf 'site_name: Stock\ntheme: {name: material, font: false}\n' > "$work/mkdocs.yml"
NO_MKDOCS_2_WARNING=1 .venv/bin/python -m mkdocs build -q -f "$work/mkdocs.yml" -d "$work/site/stock"
.venv/bin/python tests/benchmark/gzip_server.py "$work/site" > "$work/port" &
server=$!
npm install --silent --no-audit --no-fund --prefix "$work" "lighthouse@13" >/dev/null
for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome chromium-headless-shell; do
  CHROME_PATH=$(command -v "$name" || true)
  [ -n "$CHROME_PATH" ] && break
done
export CHROME_PATH
pages="/ /$criterion /stock/$criterion"
for run in 1 2 3 4 5; do
  for page in $pages; do # in turns: the machine's speed changes, too
    mkdir -p "$work/reports$page"
    "$work/node_modules/.bin/lighthouse" "http://127.0.0.1:$(cat "$work/port")$page" --quiet \
      --output=json --output-path="$work/reports${page}report-$run.json" \
      --chrome-flags="--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
  done
done
for page in $pages; do
  .venv/bin/python tests/benchmark/report.py "$page" "$work/reports$page"report-*.json
done
.venv/bin/python tests/benchmark/report.py --sizes "$work/site"
