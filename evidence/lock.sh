#!/bin/sh
# Write hashed requirements anew from the .in files: sh lock.sh, or sh lock.sh options/one/some.in
# Takes the uv of the project's .venv (make lint sets it up), else another. UV_FIND_LINKS names a folder with builds that are not on the package index; it counts
# for no requirements-cuda.in, which are for what everybody finds there.
set -eu
cd "$(dirname "$0")"
PATH="$PWD/../.venv/bin:$PATH"
[ $# -gt 0 ] || set -- options/*/*.in runtimes/*/*.in
links=${UV_FIND_LINKS:-}
for wanted; do
    case $wanted in *-cuda.in) export UV_FIND_LINKS= ;; *) export UV_FIND_LINKS="$links" ;; esac
    excludes=${wanted%.in}.excludes
    [ -e "$excludes" ] || excludes=/dev/null
    echo "${wanted%.in}.txt"
    uv pip compile "$wanted" -o "${wanted%.in}.txt" --excludes "$excludes" --upgrade --quiet \
        --universal --generate-hashes --python-version 3.11 --no-header
done
