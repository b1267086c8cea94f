"""An article as plain data, free of Wagtail: what every format is made from."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture where it stands: the name of its file, alternative text (blank for mere ornament), caption, credit."""

    file: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Clean rich text: h2, h3, p, b, i, ul, ol, li, a with whole addresses, sup, sub, br."""

    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Some pictures together."""

    title: str
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What somebody said."""

    text: str
    who: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under their headings."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A document or a recording's chapter, as words that lead to an address; blank where it has none for everyone."""

    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of a conference, each with its label; `provisional` ones are marked."""

    entries: tuple[tuple[str, int, bool], ...]


Block = Text | Shot | Gallery | Quotation | Table | Link | Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A picture's bytes, and what is known of it."""

    name: str
    data: bytes = field(repr=False)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article. `stem` names its files; `language` is BCP 47; `dateline` is `at` as readers see it."""

    stem: str
    language: str
    address: str
    portal: str
    section: str
    title: str
    lead: str
    at: datetime
    dateline: str
    author: str
    photographer: str
    source_name: str
    source_url: str
    picture: Shot | None
    blocks: tuple[Block, ...]
    corrections: tuple[tuple[str, str], ...]
    pictures: tuple[PictureFile, ...]
    tags: tuple[str, ...]
    raw: list[dict[str, Any]]
