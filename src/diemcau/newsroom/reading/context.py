"""What every page of a portal shows around its own matter: name, colours, sections, foot.

It is worked out once and kept in the process for less than a second; a change that this process makes is seen at once.
"""

from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site

from diemcau.newsroom.models import Article, ContactsPage, EventPage, Picture, Portal, Section
from diemcau.newsroom.reading.colour import Tones, tones_of
from diemcau.newsroom.reading.kept import Kept

_STEP = Page.steplen


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its title and address; `path` is its place in the tree, `language` that of its tree where it matters."""

    title: str
    url: str
    path: str = ""
    language: str = ""

    def holds(self, path: str) -> bool:
        """Tell whether a page with this tree path is this place or below it."""
        return bool(self.path) and path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Frame:
    """A portal in one language.

    `sections` leads from a section's tree path to its place, `events` from a conference's slug to its page, the newest
    first.
    """

    portal: Portal
    home: Place
    tones: Tones
    logo: Any
    navigation: list[Place]
    sections: dict[str, Place]
    contacts: Place | None
    events: dict[str, Place] = field(default_factory=dict)
    languages: list[Place] = field(default_factory=list)

    def above(self, path: str) -> list[Place]:
        """Return the places above a page, from the portal down to its section."""
        found = [self.home]
        for length in range(len(self.home.path) + _STEP, len(path), _STEP):
            place = self.sections.get(path[:length])
            if place:
                found.append(place)
        return found

    def url_of(self, url_path: str) -> str:
        """Return the address of one of the portal's pages by its path among addresses."""
        return _url_below(self.portal, self.home, url_path)

    def section_of(self, path: str) -> Place | None:
        """Return the section that holds a page directly."""
        return self.sections.get(path[:-_STEP])


_frames: Kept[Frame | None] = Kept()
# Lists of articles that stand beside an article.
lists: Kept[list[Article]] = Kept()
# Where a page is in other languages.
translations: Kept[list[Place]] = Kept()
# Which pages nobody reads without signing in or a password, with their tree paths.
_shut: Kept[dict[int, str]] = Kept()
# Which site answers by a host.
_sites: Kept[Site | None] = Kept()


def frame_of(request: HttpRequest) -> Frame | None:
    """Return the portal of the host that was asked for, in the language of the address; None where there is none."""
    site = _sites.get(request.get_host(), lambda: Site.find_for_request(request))
    if site is None:
        return None
    language = get_language() or ""
    return _frames.get((site.pk, language), lambda: _build(request, site, language))


def is_shut(page_id: int) -> bool:
    """Tell whether a page itself is for some readers only; those below it are not looked at."""
    return page_id in _shut_paths()


def _shut_paths() -> dict[int, str]:
    pages = PageViewRestriction.objects.values_list("page_id", "page__path")
    return _shut.get("pages", lambda: dict(pages))


def forget(**_signal: object) -> None:
    """Drop what is kept, since a page around the others changed."""
    _frames.forget()
    lists.forget()
    translations.forget()
    _shut.forget()
    _sites.forget()


def listen() -> None:
    """Look out for changes of what stands on every page."""
    for model in (Article, Portal, Section, ContactsPage, EventPage, Site, Picture, PageViewRestriction):
        for signal in (post_save, post_delete):
            signal.connect(forget, sender=model, dispatch_uid=f"portal-frame-{model.__name__}")


def _build(request: HttpRequest, site: Site, language: str) -> Frame | None:
    key = site.root_page.translation_key
    trees = list(
        Portal.objects.filter(translation_key=key, live=True)
        .select_related("locale", "logo")
        .order_by("locale_id")
    )
    portal = next((one for one in trees if one.locale.language_code == language), None) or next(
        iter(trees), None
    )
    if portal is None:
        return None
    home = _place(portal, request)
    sections, contacts, events = (
        _below(portal, home, Section),
        _below(portal, home, ContactsPage),
        _below(portal, home, EventPage, "conference"),
    )
    top = [page for page in sections if page["depth"] == portal.depth + 1]
    others = [page for page in (*contacts, *events) if page["show_in_menus"]]
    return Frame(
        portal=portal,
        home=home,
        tones=tones_of(portal.colour),
        logo=portal.logo.get_rendition("max-320x128|format-webp") if portal.logo else None,
        navigation=[page["place"] for page in sorted([*top, *others], key=itemgetter("path"))],
        sections={page["path"]: page["place"] for page in sections},
        contacts=contacts[0]["place"] if contacts else None,
        events={page["conference"]: page["place"] for page in reversed(events) if page["conference"]},
        languages=[_place(one, request, one.locale.language_code) for one in trees],
    )


def _below(portal: Portal, home: Place, kind: type[Page], *more: str) -> list[dict[str, Any]]:
    """Return the published pages of a kind that everyone may read, each with its `place`, in the order of the tree."""
    # Each by its own small table: of the pages of a portal, a hundred thousand perhaps, few are not articles.
    pages = kind.objects.descendant_of(portal).live().order_by("path")
    rows = pages.values("title", "path", "url_path", "depth", "show_in_menus", *more)
    shut = tuple(_shut_paths().values())
    return [
        row | {"place": Place(row["title"], _url_below(portal, home, row["url_path"]), row["path"])}
        for row in rows
        if not row["path"].startswith(shut)
    ]


def _url_below(portal: Portal, home: Place, url_path: str) -> str:
    """Return the address of a page of a portal, whose own is known, by where the page stands in the tree of addresses."""
    return home.url + url_path.removeprefix(portal.url_path)


def _place(page: Page, request: HttpRequest, language: str = "") -> Place:
    return Place(page.title, page.get_url(request) or "", page.path, language)
