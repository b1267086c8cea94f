"""What the finders work on: a page's lines with what the markup said about them."""

from dataclasses import dataclass, field
from enum import StrEnum


class Region(StrEnum):
    """The part of a page in which a line stands, as far as its markup says."""

    MAIN = ""
    MENU = "menu"
    HEAD = "head"
    ASIDE = "aside"
    FOOT = "foot"


class Kind(StrEnum):
    """What a line is by itself, before its place is known."""

    TEXT = "text"
    LABEL = "label"
    DATE = "date"


class Marker(StrEnum):
    """What a label says about what follows it."""

    NONE = ""
    TOOLS = "tools"
    BOX = "box"
    SOURCE = "source"
    CODE = "code"
    SOCIAL = "social"
    OTHER = "other"
    COMMENTS = "comments"
    FOOT = "foot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page, or a piece of one, with its hints; `origin` is the number of the line that a piece was cut from.

    `path` names the containers around it from the outermost to the nearest; `since_picture` is 1 for the first line
    after a picture, 2 for the next, 0 where no picture is near; `role` is what a class or property calls it.
    """

    text: str
    number: int = 0
    origin: int = 0
    heading: int = 0
    bold: bool = False
    italic: bool = False
    centred: bool = False
    link: bool = False
    item: bool = False
    row: bool = False
    since_picture: int = 0
    role: str = ""
    region: Region = Region.MAIN
    path: tuple[int, ...] = ()
    stamp: str = ""
    kind: Kind = Kind.TEXT
    marker: Marker = Marker.NONE
    with_tools: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A picture of a saved page: its address as written, its alternative text, the number of the next line."""

    src: str
    alt: str
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A saved page as lines, and what its head says."""

    lines: tuple[Line, ...]
    title_tag: str = ""
    og_title: str = ""
    site_name: str = ""
    published: str = ""
    author: str = ""
    address: str = ""
    images: tuple[PageImage, ...] = field(default=())
