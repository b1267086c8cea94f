"""Pictures in the sizes and formats that a reader's screen asks for."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

# Main pictures and cards are cut to 3:2; pictures in the text keep their form.
CARD = ("fill-320x214", "fill-480x320", "fill-800x534")
MAIN = ("fill-480x320", "fill-800x534", "fill-1200x800")
TEXT = ("width-480", "width-800", "width-1200")
FORMATS = ("avif", "webp", "jpeg")
# Networks that show a link want a plain file of about this size.
SHARED = "fill-1200x630|format-jpeg"
_MOST_KNOWN = 2_000
_TYPES = {"avif": "image/avif", "webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class Source:
    """One format of a picture: its media type and `srcset`."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Responsive:
    """A picture as a page shows it: sources first to last, and the plain file with its size in pixels."""

    sources: list[Source]
    srcset: str
    url: str
    width: int
    height: int


_known: dict[Hashable, Responsive] = {}


def specs(sizes: Iterable[str]) -> list[str]:
    """Return the specifications of all renditions of some sizes."""
    return [f"{size}|format-{kind}" for kind in FORMATS for size in sizes]


def responsive(picture: Any, sizes: tuple[str, ...]) -> Responsive:
    """Return a picture in some sizes; what is not made yet is made.

    Nothing of it changes while file and focal point stay, so that it is put together once.

    Raises: SourceImageIOError.
    """
    key = (picture.pk, picture.file.name, picture.file_hash, picture.get_focal_point(), sizes)
    if key not in _known:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = _responsive(picture, sizes)
    return _known[key]


def _responsive(picture: Any, sizes: tuple[str, ...]) -> Responsive:
    made = picture.get_renditions(*specs(sizes))
    by_format = {kind: _unique(made[f"{size}|format-{kind}"] for size in sizes) for kind in FORMATS}
    plain = by_format["jpeg"][min(1, len(by_format["jpeg"]) - 1)]
    sources = [Source(mime, _srcset(by_format[kind])) for kind, mime in _TYPES.items()]
    return Responsive(sources, _srcset(by_format["jpeg"]), plain.url, plain.width, plain.height)


def with_pictures(articles: "QuerySet[Any]", sizes: tuple[str, ...] = CARD) -> "QuerySet[Any]":
    """Let a list of articles fetch its pictures in some sizes together."""
    pictures = get_image_model().objects.prefetch_renditions(*specs(sizes))
    return articles.prefetch_related(Prefetch("picture", queryset=pictures))


def _unique(renditions: Iterable[Any]) -> list[Any]:
    """Drop sizes that a small picture cannot fill: they are as wide as the one before."""
    found: dict[int, Any] = {}
    for rendition in renditions:
        found.setdefault(rendition.width, rendition)
    return list(found.values())


def _srcset(renditions: list[Any]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


def warm(picture: Any) -> None:
    """Make what pages will ask for now, so that no reader waits for it; a picture without its file is left alone."""
    try:
        for sizes in (CARD, MAIN, TEXT):
            picture.get_renditions(*specs(sizes))
        picture.get_rendition(SHARED)
    except (SourceImageIOError, OSError):
        return
