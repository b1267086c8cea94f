"""ZIP: everything of an article for a program, the clean HTML for a person, and the pictures."""

import json
import zipfile
from dataclasses import asdict
from io import BytesIO
from typing import Any

from diemcau.newsroom.exporting.html import FOLDER, to_html
from diemcau.newsroom.exporting.piece import Piece


def to_zip(piece: Piece) -> bytes:
    """Return article.json, article.html and the pictures in one archive."""
    files = {"article.json": json.dumps(as_json(piece), ensure_ascii=False, indent=2).encode()}
    return _packed(files | _pages(piece))


def to_html_zip(piece: Piece) -> bytes:
    """Return the clean HTML with the pictures that it shows."""
    return _packed(_pages(piece))


def as_json(piece: Piece) -> dict[str, Any]:
    """Return an article for article.json: facts, plain blocks in order, the raw blocks, and what each picture is."""
    facts = asdict(piece)
    facts["at"] = piece.at.isoformat()
    facts["blocks"] = [{"type": type(block).__name__.lower(), **asdict(block)} for block in piece.blocks]
    facts["corrections"] = [{"date": at, "text": text} for at, text in piece.corrections]
    facts["pictures"] = [{"file": f"{FOLDER}/{one.name}", **one.facts} for one in piece.pictures]
    return facts


def _pages(piece: Piece) -> dict[str, bytes]:
    pictures = {f"{FOLDER}/{picture.name}": picture.data for picture in piece.pictures}
    return {"article.html": to_html(piece).encode(), **pictures}


def _packed(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
