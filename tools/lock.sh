#!/bin/sh
# Pin every package with its hashes; the lock files name no host and no file.
set -eu
cd "$(dirname "$0")/.."
# Debian's own Python decides: it is the oldest that the product runs on, and some packages ask for a newer one.
python="${PYTHON:-/usr/bin/python3}"
[ -x build/lock/bin/pip-compile ] || { "$python" -m venv build/lock && build/lock/bin/pip install -q pip-tools; }
for name in runtime dev node; do
    env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
        CUSTOM_COMPILE_COMMAND="make lock" \
        build/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --resolver=backtracking \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
        ${UPGRADE:+--upgrade} --output-file "requirements/$name.txt" "requirements/$name.in"
done
if grep -nE 'https?://|file:/' requirements/*.txt; then
    echo "The lock files name a host or a file." >&2
    exit 1
fi
