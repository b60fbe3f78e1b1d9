#!/bin/sh
# Write hashed requirements anew from the .in files: sh lock.sh, or sh lock.sh options/one/some.in
# Takes the uv of the project's .venv (make lint sets it up), else another. Only what is on the
# package index counts, so that everybody can install it.
set -eu
cd "$(dirname "$0")"
PATH="$PWD/../.venv/bin:$PATH"
export UV_FIND_LINKS=
[ $# -gt 0 ] || set -- options/*/*.in runtimes/*/*.in
for wanted; do
    echo "${wanted%.in}.txt"
    uv pip compile "$wanted" -o "${wanted%.in}.txt" --upgrade --quiet \
        --universal --generate-hashes --python-version 3.11 --no-header
done
