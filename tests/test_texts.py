"""Every text of the interface has its Vietnamese: collected anew here and compared with the catalogues."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from django.conf import settings

PACKAGE = Path(settings.PACKAGE)
FOLDERS = sorted(folder.parent.name for folder in PACKAGE.glob("*/locale"))


def _untranslated(catalogue: Path) -> str:
    """Return the entries of a Vietnamese catalogue that have no text, or one that is only guessed."""
    found = [
        subprocess.run(
            ["msgattrib", "--no-obsolete", which, str(catalogue)], check=True, capture_output=True, text=True
        )
        for which in ("--untranslated", "--only-fuzzy")
    ]
    return "".join(part.stdout for part in found)


@pytest.mark.parametrize("name", FOLDERS)
def test_catalogue_has_every_text_of_its_app(name: str, tmp_path: Path) -> None:
    copy = tmp_path / name
    shutil.copytree(PACKAGE / name, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "data"))
    subprocess.run(
        [
            sys.executable,
            "-P",
            "-m",
            "django",
            "makemessages",
            "--locale",
            "vi",
            "--no-obsolete",
            "--no-location",
        ],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    assert _untranslated(copy / "locale" / "vi" / "LC_MESSAGES" / "django.po") == ""


def test_catalogue_has_every_word_of_click(tmp_path: Path) -> None:
    """click has no catalogues of its own; `diemcau` speaks with its words."""
    collected, merged = tmp_path / "click.pot", tmp_path / "click.po"
    sources = sorted(str(path) for path in Path(click.__file__).parent.glob("*.py"))
    catalogue = PACKAGE / "cli" / "locale" / "vi" / "LC_MESSAGES" / "click.po"
    for argv in (
        ["xgettext", "--language=Python", "--omit-header", f"--output={collected}", *sources],
        ["msgmerge", "--quiet", "--no-fuzzy-matching", f"--output={merged}", str(catalogue), str(collected)],
    ):
        subprocess.run(argv, check=True, capture_output=True)
    assert collected.stat().st_size > 0
    assert _untranslated(merged) == ""


def test_every_app_with_texts_has_a_catalogue() -> None:
    with_texts = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if "gettext" in path.read_text("utf-8")
    }
    assert with_texts - {"config"} <= set(FOLDERS)


def test_a_text_has_one_vietnamese_wherever_it_stands() -> None:
    """Catalogues of all apps are merged: of two translations only one is ever seen."""
    found: dict[str, dict[str, str]] = {}
    for name in FOLDERS:
        text = (PACKAGE / name / "locale" / "vi" / "LC_MESSAGES" / "django.po").read_text("utf-8")
        for key, words in re.findall(r'^((?:msgctxt ".*"\n)?msgid ".+")\nmsgstr "(.*)"$', text, re.MULTILINE):
            found.setdefault(key, {})[name] = words
    assert {key: said for key, said in found.items() if len(set(said.values())) > 1} == {}
