#!/bin/sh
# Collect the texts to translate into each app's Vietnamese catalogue, and into the live screens'.
set -eu
cd "$(dirname "$0")/.."
diemcau="$PWD/.venv/bin/diemcau"
for folder in src/diemcau/*/locale; do
    (cd "$folder/.." && "$diemcau" manage makemessages --locale vi --no-obsolete --add-location file --no-wrap)
done
