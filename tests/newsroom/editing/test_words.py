"""The texts of Wagtail that our catalogue translates are still written so by Wagtail."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import wagtail

from diemcau.newsroom.editing import words

CATALOGUES = Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")


def _listed() -> Iterator[tuple[str, ...]]:
    """Give each text, with its plural if it has one, as a catalogue writes it."""
    for module in Path(words.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                texts = [ast.literal_eval(argument) for argument in node.args]
                yield tuple(text.replace('"', r"\"") for text in texts)


@pytest.fixture(scope="module")
def source() -> str:
    """All that Wagtail says, one text a line."""
    told = [
        subprocess.run(["msgcat", "--no-wrap", str(file)], check=True, capture_output=True, text=True).stdout
        for file in CATALOGUES
    ]
    return "".join(told)


def test_texts_of_wagtail_are_still_written_so(source: str) -> None:
    written = {
        texts: "".join(
            f'{key} "{text}"\n' for key, text in zip(("msgid", "msgid_plural"), texts, strict=False)
        )
        for texts in _listed()
    }
    assert len(written) > 900
    assert [texts for texts, entry in written.items() if f"{entry}msgstr" not in source] == []
