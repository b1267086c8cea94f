"""A page whose lines are being given their places: each line one, none lost."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from diemcau.newsroom.importing.labels import pieces
from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.lines import Kind, Line, Marker, Page

_END = re.compile(r"[.!?…]['\"”’»)\]]*$|/\./?$|:$")
_LONG = 100
_ENDS_AN_ARTICLE = frozenset(
    {Marker.BOX, Marker.CODE, Marker.SOCIAL, Marker.OTHER, Marker.COMMENTS, Marker.FOOT, Marker.SOURCE}
)


class Place(StrEnum):
    """Where a line of a saved page belongs."""

    LABEL = "label"
    DATE = "date"
    TITLE = "title"
    LEAD = "lead"
    CAPTION = "caption"
    AUTHOR = "author"
    SOURCE = "source"
    BODY = "body"
    UNPLACED = "unplaced"


@dataclass(slots=True)
class Sheet:
    """The pieces of a page in order, and the place of each as far as it is known."""

    page: Page
    lines: tuple[Line, ...]
    places: dict[int, Place] = field(default_factory=dict)
    first: int = 0  # the article's first line
    end: int = 0  # the line after its last

    def claim(self, number: int, place: Place) -> None:
        """Give a line its place; the first claim holds."""
        self.places.setdefault(number, place)

    def is_free(self, number: int) -> bool:
        """Say whether a line has no place yet."""
        return number not in self.places

    def free(self, first: int = 0, end: int | None = None) -> Iterator[Line]:
        """Return the lines of a range that have no place yet."""
        return (line for line in self.lines[first:end] if self.is_free(line.number))

    def at(self, place: Place) -> list[Line]:
        """Return the lines that have a place, in order."""
        return [line for line in self.lines if self.places.get(line.number) is place]

    def zone(self) -> Iterator[Line]:
        """Return the article's lines that have no place yet."""
        return self.free(self.first, self.end)

    def next_text(self, number: int, step: int = 1) -> Line | None:
        """Return the nearest line after (or before) one that is no label."""
        place = number + step
        while 0 <= place < len(self.lines):
            if self.lines[place].kind is not Kind.LABEL:
                return self.lines[place]
            place += step
        return None


def lay_out(page: Page) -> Sheet:
    """Cut a page's lines into pieces, and put the labels aside."""
    cut = [piece for line in page.lines for piece in pieces(line)]
    lines = tuple(replace(piece, number=number, origin=piece.number) for number, piece in enumerate(cut))
    sheet = Sheet(page=page, lines=lines, end=len(lines))
    for line in lines:
        if line.kind is Kind.LABEL:
            sheet.claim(line.number, Place.LABEL)
    return sheet


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return re.findall(r"[^\W_]+", bare(text))


def ends_fully(text: str) -> bool:
    """Say whether a text ends as a sentence does."""
    return bool(_END.search(text.rstrip()))


def is_prose(line: Line) -> bool:
    """Say whether a line reads as a paragraph: a sentence of some length, or simply long; never a bare link."""
    if line.kind is not Kind.TEXT or line.link or line.marker is Marker.FOOT or line.row:
        return False
    many = len(words(line.text))
    return (ends_fully(line.text) and many >= 6) or (len(line.text) >= _LONG and many >= 15)


def ends_article(line: Line) -> bool:
    """Say whether a label tells that the article is over."""
    return line.marker in _ENDS_AN_ARTICLE


def first_where(lines: tuple[Line, ...], start: int, test: Callable[[Line], bool]) -> int | None:
    """Return the number of the first line from a place on that passes a test."""
    return next((line.number for line in lines[start:] if test(line)), None)
