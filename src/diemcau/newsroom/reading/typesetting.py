"""Papers as PDF: typst typesets a template with plain data; nothing of the data is read as code."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings


def typeset(template: Path, content: dict[str, Any], folder: Path) -> bytes:
    """Return a template with its content as PDF; `folder` has the pictures that are named, and is written to.

    A template `x.typ` reads its content from `x.json`.

    Raises: typst.TypstError.
    """
    source = folder / template.name
    source.write_text(_read(template))
    source.with_suffix(".json").write_text(json.dumps(content, ensure_ascii=False, default=str))
    fonts = settings.FRONTEND_DIST / "fonts"
    return bytes(
        typst.compile(
            str(source),
            root=str(folder),
            font_paths=[str(fonts)] if fonts.is_dir() else [],
            ignore_system_fonts=True,
        )
    )


@cache
def _read(template: Path) -> str:
    return template.read_text()
