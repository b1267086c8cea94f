"""Plain text to lines; text broken at a width is put together again."""

import re
from itertools import groupby, pairwise

from diemcau.core.text import clean
from diemcau.newsroom.importing.lines import Line, Page
from diemcau.newsroom.importing.read import mend

_ITEM = re.compile(r"^(?:[-–—•*+●▪]\s|\d{1,2}[.)]\s|[a-zđ][.)]\s|[IVX]{1,4}[.)]\s)")
_WIDEST = 120
_WRAPS_AT_LEAST = 3
_ROWS_AT_LEAST = 3


def read_text(text: str) -> Page:
    """Return a plain text as a page."""
    cells = _cells(mend(text).splitlines())
    lines = cells if any("\t" in line for line in cells) else _unwrapped(cells)
    found = [line for line in lines if line]
    return Page(
        lines=tuple(
            Line(
                text=line.replace("\t", " | "),
                number=number,
                item=bool(_ITEM.match(line)),
                row="\t" in line,
            )
            for number, line in enumerate(found)
        )
    )


def _cells(raw: list[str]) -> list[str]:
    """Return the lines cleaned; cells that tabs divide stay together in tables of figures alone, of three rows or more."""
    rows = ["\t".join(map(clean, line.strip().split("\t"))) for line in raw]
    out: list[str] = []
    for cells, group in groupby(rows, key=lambda row: row.count("\t")):
        together = list(group)
        if cells and len(together) >= _ROWS_AT_LEAST and all(map(_is_row, together)):
            out.extend(together)
        else:
            out.extend(cell for row in together for cell in row.split("\t"))
    return out


def _is_row(row: str) -> bool:
    return all(row.split("\t")) and len(row) <= _WIDEST


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
