"""What the home page and the sections list."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import pgettext

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading import pictures
from diemcau.newsroom.reading.article import in_branch, listed
from diemcau.newsroom.reading.context import Frame, Place
from diemcau.newsroom.reading.events import Line, newest_events

_LATEST = 4
_ON_A_SHELF = 3
_ON_A_PAGE = 15


@dataclass(frozen=True, slots=True)
class Shelf:
    """The newest articles of one section."""

    place: Place
    articles: list[Article]


@dataclass(frozen=True, slots=True)
class HomeLists:
    """The lead story, the newest beside it, a shelf for each section that has more, and the newest conferences."""

    lead: Article | None = None
    latest: list[Article] = field(default_factory=list)
    sections: list[Shelf] = field(default_factory=list)
    events: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SectionList:
    """One page of a section's articles, with the addresses of its neighbours."""

    page: "Page[Article]"
    below: list[Place]
    previous_url: str
    next_url: str


def home_lists(frame: Frame, portal: Any) -> HomeLists:
    """Return what a home page lists: nothing twice, the newest first."""
    newest = list(in_branch(portal, pictures.CARD + pictures.MAIN)[: 1 + _LATEST])
    events = newest_events(frame)
    if not newest:
        return HomeLists(events=events)
    lead, latest = newest[0], newest[1:]
    shown = {one.pk for one in newest}
    shelves = [Shelf(place, _shelf(place, shown)) for place in frame.navigation]
    return HomeLists(lead, latest, [shelf for shelf in shelves if shelf.articles], events)


def _shelf(place: Place, shown: set[int]) -> list[Article]:
    articles = Article.objects.filter(path__startswith=place.path).live().public()
    return list(listed(articles.exclude(pk__in=shown))[:_ON_A_SHELF])


def section_list(request: HttpRequest, frame: Frame | None, section: Any) -> SectionList:
    """Return the page of a section's articles that was asked for.

    Raises: Http404: there is no such page.
    """
    name = pgettext("parameter of an address", "page")
    try:
        page = Paginator(in_branch(section), _ON_A_PAGE).page(request.GET.get(name, 1))
    except InvalidPage:
        raise Http404 from None
    sections = frame.sections if frame else {}
    below = [place for path, place in sections.items() if path[: -section.steplen] == section.path]
    here = request.path
    return SectionList(
        page,
        below,
        previous_url=_nth(here, name, page.number - 1),
        next_url=_nth(here, name, page.number + 1),
    )


def _nth(here: str, name: str, number: int) -> str:
    return here if number == 1 else f"{here}?{name}={number}"
