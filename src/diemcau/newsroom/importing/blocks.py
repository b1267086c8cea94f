"""A body's lines as the blocks of an article: paragraphs and headings together, tables and pictures by themselves."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import escape

from diemcau.newsroom.importing.lines import Line
from diemcau.newsroom.importing.sheet import Place

Block = dict[str, Any]
_NAMESPACE = uuid.UUID("6f2c7a1e-6a0b-5f7e-9d57-2f3f0f4f6f11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A picture that is kept, with its caption and the line before which it stands."""

    picture_id: int
    alt: str
    caption: str
    before: int


def body_of(parts: list[tuple[Place, Line]], pictures: list[Placed], seed: str) -> list[Block]:
    """Return the raw blocks of a body. `parts` are its lines and captions in order, `pictures` those kept, in order.

    A caption whose picture is kept stands with the picture; one whose picture is not there stays as a paragraph in italics.
    """
    told = {picture.caption for picture in pictures}
    lines = [(place, line) for place, line in parts if place is Place.BODY or line.text not in told]
    blocks: list[Block] = []
    waiting = list(pictures)
    for kind, group in groupby(_with_pictures(lines, waiting), key=_kind):
        together = list(group)
        blocks.extend(_blocks(kind, together))
    return [
        {**block, "id": str(uuid.uuid5(_NAMESPACE, f"{seed}:{number}"))}
        for number, block in enumerate(blocks)
    ]


def _with_pictures(
    lines: list[tuple[Place, Line]], pictures: list[Placed]
) -> Iterator[tuple[Place, Line] | Placed]:
    left = list(pictures)
    for place, line in lines:
        while left and left[0].before <= line.origin:
            yield left.pop(0)
        yield place, line
    yield from left


def _kind(part: tuple[Place, Line] | Placed) -> str:
    if isinstance(part, Placed):
        return "picture"
    return "table" if part[1].row else "text"


def _blocks(kind: str, parts: list[Any]) -> list[Block]:
    if kind == "picture":
        return [{"type": "picture", "value": picture_value(part)} for part in parts]
    if kind == "table":
        return [{"type": "table", "value": _table([line.text for _place, line in parts])}]
    return [{"type": "text", "value": _rich(parts)}]


def picture_value(picture: Placed) -> dict[str, Any]:
    """Return the value of a picture's block."""
    image = {"image": picture.picture_id, "decorative": False, "alt_text": picture.alt}
    return {"image": image, "caption": picture.caption, "credit": ""}


def _table(rows: list[str]) -> dict[str, Any]:
    cells = [row.split(" | ") for row in rows]
    width = max(map(len, cells))
    full = [row + [""] * (width - len(row)) for row in cells]
    return {
        "columns": [{"type": "text", "heading": heading} for heading in full[0]],
        "rows": [{"values": row} for row in full[1:]],
        "caption": "",
    }


def _rich(parts: list[tuple[Place, Line]]) -> str:
    out: list[str] = []
    for is_item, group in groupby(parts, key=lambda part: _is_item(part[1])):
        lines = list(group)
        if is_item:
            out.append("<ul>" + "".join(f"<li>{escape(line.text)}</li>" for _place, line in lines) + "</ul>")
        else:
            out.extend(_paragraph(place, line) for place, line in lines)
    return "".join(out)


def _is_item(line: Line) -> bool:
    """Say whether a line is an entry of a list that the markup made; a dash in plain text stays what it is."""
    return line.item and not line.text.startswith(("-", "–", "•", "*", "+")) and not line.text[0].isdigit()


def _paragraph(place: Place, line: Line) -> str:
    text = escape(line.text)
    if place is Place.CAPTION or (line.italic and not line.heading):
        return f"<p><i>{text}</i></p>"
    if line.heading:
        return f"<h{min(max(line.heading, 2), 3)}>{text}</h{min(max(line.heading, 2), 3)}>"
    return f"<p><b>{text}</b></p>" if line.bold else f"<p>{text}</p>"
