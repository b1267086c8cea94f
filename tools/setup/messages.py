"""Compile the catalogues of translated text."""

from pathlib import Path

from tools.setup.project import FRONTEND, ROOT, run
from tools.setup.stamps import digest, once


def compile_all() -> None:
    """Compile every catalogue whose text has changed."""
    folders = (ROOT / "src", ROOT / "locale", FRONTEND / "locale")
    catalogues = [path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*.po"))]
    there = all(path.with_suffix(".mo").exists() for path in catalogues)
    once("text catalogues", digest(catalogues), lambda: _compile(catalogues), still_there=there)


def _compile(catalogues: list[Path]) -> None:
    for path in catalogues:
        why = f"The catalogue {path.relative_to(ROOT)} has a fault"
        run("msgfmt", "--check-format", "-o", str(path.with_suffix(".mo")), str(path), why=why)
