"""RSS 2.0 and Atom of a portal and of each of its sections."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading import pictures
from diemcau.newsroom.reading.addresses import whole_address
from diemcau.newsroom.reading.article import in_branch
from diemcau.newsroom.reading.context import Frame, Place, frame_of

_NEWEST = 30
# What no XML document may hold, however it is escaped. Source: XML 1.0, production 2 (Char).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed tells of: a portal, or the section at `place`, as its reader came to it."""

    request: HttpRequest
    frame: Frame
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """An article with its whole address and its picture as a file."""

    article: Article
    url: str
    enclosures: list[Enclosure]


class Rss(Feed):  # type: ignore[type-arg]
    """The newest articles as RSS 2.0."""

    feed_type: type[SyndicationFeed] = Rss201rev2Feed

    def get_object(self, request: HttpRequest, path: str = "") -> Source:
        """Return the portal, or the section at a path of it."""
        frame = frame_of(request)
        if frame is None:
            raise Http404
        url = f"{frame.home.url}{path}/" if path else frame.home.url
        place = next((one for one in (frame.home, *frame.sections.values()) if one.url == url), None)
        if place is None:
            raise Http404
        return Source(request, frame, place)

    def title(self, source: Source) -> str:
        """Name the portal, and the section where it is one's."""
        name = source.frame.portal.name
        return plain(name if source.place == source.frame.home else f"{source.place.title} – {name}")

    def link(self, source: Source) -> str:
        """Lead to the page that lists the same articles."""
        return source.request.build_absolute_uri(source.place.url)

    def feed_url(self, source: Source) -> str:
        """Tell where the feed itself is."""
        return source.request.build_absolute_uri(source.request.path)

    def description(self, source: Source) -> str:
        """Say what the portal says of itself."""
        return plain(source.frame.portal.motto or source.frame.portal.name)

    def subtitle(self, source: Source) -> str:
        """Say the same to readers of Atom."""
        return self.description(source)

    def author_name(self, source: Source) -> str:
        """Name the portal as the author of what bears no name."""
        return plain(source.frame.portal.name)

    def items(self, source: Source) -> list[Item]:
        """Return the newest articles."""
        articles = pictures_to_share(
            in_branch(source.frame.portal).filter(path__startswith=source.place.path)
        )
        return [
            Item(one, whole_address(source.request, one), _enclosures(source.request, one))
            for one in articles[:_NEWEST]
        ]

    def item_title(self, item: Item) -> str:
        """Give the title."""
        return plain(item.article.title)

    def item_description(self, item: Item) -> str:
        """Give the whole lead."""
        return plain(item.article.lead)

    def item_link(self, item: Item) -> str:
        """Give the whole address."""
        return item.url

    def item_enclosures(self, item: Item) -> list[Enclosure]:
        """Give the main picture."""
        return item.enclosures

    def item_author_name(self, item: Item) -> str | None:
        """Give the pen name."""
        return plain(item.article.author) or None

    def item_pubdate(self, item: Item) -> datetime:
        """Give the date that readers see."""
        return item.article.dateline_at

    def item_updateddate(self, item: Item) -> datetime:
        """Give when it was last published."""
        return item.article.last_published_at or item.article.dateline_at


class Atom(Rss):
    """The newest articles as Atom."""

    feed_type = Atom1Feed


def plain(text: str) -> str:
    """Return a text without characters that would break a feed."""
    return _NO_XML.sub("", text)


def pictures_to_share(articles: Any) -> Any:
    """Let a list fetch the files of its main pictures together."""
    shared = get_image_model().objects.prefetch_renditions(pictures.SHARED)
    return articles.prefetch_related(None).prefetch_related(Prefetch("picture", queryset=shared))


def _enclosures(request: HttpRequest, article: Article) -> list[Enclosure]:
    if article.picture is None:
        return []
    try:
        file = article.picture.get_rendition(pictures.SHARED)
        return [Enclosure(request.build_absolute_uri(file.url), str(file.file.size), "image/jpeg")]
    except (SourceImageIOError, OSError):
        return []
