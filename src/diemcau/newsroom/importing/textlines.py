"""Plain text to lines; text broken at a width is put together again."""

import re
from itertools import pairwise

from diemcau.core.text import clean
from diemcau.newsroom.importing.lines import Line, Page
from diemcau.newsroom.importing.read import mend

_ITEM = re.compile(r"^(?:[-–—•*+●▪]\s|\d{1,2}[.)]\s|[a-zđ][.)]\s|[IVX]{1,4}[.)]\s)")
_WIDEST = 120
_WRAPS_AT_LEAST = 3


def read_text(text: str) -> Page:
    """Return a plain text as a page."""
    raw = [clean(line) for line in mend(text).splitlines()]
    return Page(
        lines=tuple(
            Line(text=line, number=number, item=bool(_ITEM.match(line)))
            for number, line in enumerate(line for line in _unwrapped(raw) if line)
        )
    )


def _unwrapped(lines: list[str]) -> list[str]:
    """Join the lines of paragraphs that were broken at a width: where the next word would not have fitted."""
    width = max(map(len, lines), default=0)
    pairs = [
        here and there and not _ITEM.match(there) and len(here) + 1 + len(there.split()[0]) > width
        for here, there in pairwise(lines)
    ]
    runs_on = any(joined and there[0].islower() for joined, there in zip(pairs, lines[1:], strict=False))
    if width > _WIDEST or sum(map(bool, pairs)) < _WRAPS_AT_LEAST or not runs_on:
        return lines
    out = lines[:1]
    for joined, line in zip(pairs, lines[1:], strict=True):
        if joined:
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out
