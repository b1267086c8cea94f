#!/bin/sh
# Collect the texts to translate into each app's Vietnamese catalogue, the commands' among them, and click's own words,
# which come without one.
set -eu
cd "$(dirname "$0")/.."
diemcau="$PWD/.venv/bin/diemcau"
for folder in src/diemcau/*/locale; do
    (cd "$folder/.." && "$diemcau" manage makemessages --locale vi --no-obsolete --add-location file --no-wrap)
done
click="$PWD/src/diemcau/cli/locale/vi/LC_MESSAGES/click.po"
(cd .venv/lib/python3*/site-packages/click && xgettext --language=Python --omit-header --add-location=file --output=- ./*.py) |
    msgmerge --quiet --no-fuzzy-matching --output-file=- "$click" - |
    msgattrib --no-obsolete --no-wrap --output-file="$click"
