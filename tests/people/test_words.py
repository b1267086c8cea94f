import re
from pathlib import Path

import allauth
import pytest
from django.utils.functional import Promise

from diemcau.people import words

PACKAGE = Path(allauth.__file__).parent
CATALOGUE = Path(words.__file__).parent / "locale/vi/LC_MESSAGES/django.po"


@pytest.fixture(scope="module")
def source() -> str:
    """Everything that allauth says, placeholders written as in a catalogue."""
    folders = [PACKAGE / "account", PACKAGE / "mfa", PACKAGE / "templates"]
    files = [
        file for folder in folders for file in folder.rglob("*") if file.suffix in {".py", ".html", ".txt"}
    ]
    text = "\n".join(file.read_text() for file in files)
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", text)


@pytest.mark.parametrize("text", [word for word in words.WORDS if not isinstance(word, Promise)])
def test_text_of_allauth_is_still_written_so(source: str, text: str) -> None:
    assert text in source


def test_vietnamese_catalogue_is_complete() -> None:
    catalogue = CATALOGUE.read_text()
    entries = catalogue.split("\n\n")[1:]
    empty = [entry for entry in entries if re.search(r'msgstr(\[0\])? ""\n?$', entry)]
    assert (empty, "#, fuzzy" in catalogue, "#~" in catalogue) == ([], False, False)
