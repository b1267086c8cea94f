"""Each line of a saved page to its place: labels aside, then date, title, names, lead, captions; the rest is body.

What no finder claims and what stands outside the article is reported as unplaced: nothing is invented, nothing lost.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from diemcau.newsroom.importing.captions import find_captions, is_caption_like
from diemcau.newsroom.importing.lines import Kind, Line, Marker, Page, PageImage
from diemcau.newsroom.importing.names import is_name
from diemcau.newsroom.importing.people import find_people
from diemcau.newsroom.importing.published import find_published
from diemcau.newsroom.importing.sheet import Place, Sheet, ends_fully, is_prose, lay_out, words
from diemcau.newsroom.importing.titles import find_title
from diemcau.newsroom.importing.zone import find_zone, is_listing

_LEAD_AT_MOST = 800  # letters: more is a body, and no page takes it as its lead
_LEAD_WORDS_AT_LEAST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a saved page holds. `parts` are the body's lines and the captions in their order, for making blocks."""

    title: str
    published_at: datetime | None
    lead: str
    captions: tuple[str, ...]
    author: str
    source: str
    body: str
    unplaced: tuple[str, ...]
    parts: tuple[tuple[Place, Line], ...] = ()
    images: tuple[PageImage, ...] = ()
    address: str = ""
    is_listing: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what `diemcau news import --json` prints of an article."""
        return {
            "title": self.title,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "lead": self.lead,
            "captions": list(self.captions),
            "author": self.author,
            "source": self.source,
            "body": self.body,
            "unplaced": list(self.unplaced),
        }


def place(page: Page) -> Found:
    """Return what a page holds, each of its lines in one place."""
    sheet = lay_out(page)
    listing = is_listing(sheet)
    published_at = find_published(sheet)
    title = find_title(sheet)
    find_zone(sheet, _head(sheet))
    people = find_people(sheet)
    _find_lead(sheet)
    find_captions(sheet)
    _find_body(sheet)
    for line in sheet.free():
        sheet.claim(line.number, Place.UNPLACED)
    return Found(
        title=title,
        published_at=published_at,
        lead=_paragraphs(sheet, Place.LEAD),
        captions=tuple(line.text for line in sheet.at(Place.CAPTION)),
        author=people.author,
        source=people.source,
        body=_paragraphs(sheet, Place.BODY),
        unplaced=tuple(line.text for line in sheet.at(Place.UNPLACED)),
        parts=tuple(
            (sheet.places[line.number], line)
            for line in sheet.lines
            if sheet.places[line.number] in {Place.BODY, Place.CAPTION}
        ),
        images=page.images,
        address=page.address,
        is_listing=listing,
    )


def _paragraphs(sheet: Sheet, where: Place) -> str:
    return "\n\n".join(line.text for line in sheet.at(where))


def _head(sheet: Sheet) -> int | None:
    """Return the last line of the article's head: its date or its title, whichever is later above the text."""
    prose = [line.number for line in sheet.lines if is_prose(line)]
    if not prose:
        return None
    heads = [line.number for place in (Place.DATE, Place.TITLE) for line in sheet.at(place)]
    before = [number for number in heads if number < prose[-1] and not _is_below(sheet, number)]
    return max(before, default=None)


def _is_below(sheet: Sheet, number: int) -> bool:
    """Say whether a line stands in the boxes below an article."""
    first = next((line.number for line in sheet.lines if is_prose(line)), number)
    below = {Marker.BOX, Marker.CODE, Marker.SOCIAL, Marker.OTHER, Marker.COMMENTS}
    return any(line.marker in below for line in sheet.lines[first:number])


def _find_lead(sheet: Sheet) -> None:
    """Claim what the page calls its lead, or the article's first paragraph where others follow."""
    zone = [line for line in sheet.zone() if line.kind is Kind.TEXT]
    called = [line for line in zone if line.role == "lead"]
    prose = [line for line in zone if is_prose(line) and not is_caption_like(line)]
    if called and len(prose) > len([line for line in called if is_prose(line)]):
        for line in called:
            sheet.claim(line.number, Place.LEAD)
        return
    lead = next((line for line in zone if _may_lead(line)), None)
    after = [line for line in prose if lead is not None and line.number > lead.number]
    if lead is not None and after and len(lead.text) <= _LEAD_AT_MOST and not _is_late(lead, prose):
        sheet.claim(lead.number, Place.LEAD)


def _may_lead(line: Line) -> bool:
    if (
        line.item
        or line.row
        or line.heading
        or line.link
        or is_caption_like(line)
        or line.since_picture == 1
        or is_name(line.text)
    ):
        return False
    if is_prose(line):
        return True
    return (line.bold or line.italic) and len(words(line.text)) >= _LEAD_WORDS_AT_LEAST * 2


def _is_late(lead: Line, prose: list[Line]) -> bool:
    """Say whether paragraphs stand before what would be the lead."""
    return any(line.number < lead.number for line in prose)


def _find_body(sheet: Sheet) -> None:
    """Claim the rest of the article, from its first paragraph to its last, and what belongs to them."""
    zone = [line for line in sheet.zone() if line.kind is Kind.TEXT or line.row]
    solid = [
        place
        for place, line in enumerate(zone)
        if is_prose(line) or line.row or (line.item and not line.link)
    ]
    if not solid:
        return
    settled = [line.number for line in (*sheet.at(Place.LEAD), *sheet.at(Place.CAPTION))]
    start = min(settled, default=zone[solid[0]].number)
    for line in zone[: solid[-1] + 1]:
        if line.number >= min(start, zone[solid[0]].number) and _is_body(line):
            sheet.claim(line.number, Place.BODY)
    for line in zone[solid[-1] + 1 :]:
        if not _ends_here(sheet, line):
            break
        sheet.claim(line.number, Place.BODY)


def _is_body(line: Line) -> bool:
    return line.kind is Kind.TEXT and not (line.link and not line.item and len(words(line.text)) >= 4)


def _ends_here(sheet: Sheet, line: Line) -> bool:
    """Say whether a line after the last paragraph still belongs to it: a part of its container before the author."""
    authors = sheet.at(Place.AUTHOR)
    before_author = any(author.number > line.number for author in authors if author.number < sheet.end)
    return not line.link and (before_author or ends_fully(line.text) or bool(line.path and not authors))
