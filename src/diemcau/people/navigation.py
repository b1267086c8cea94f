"""The way around the workspace: what a person may open, and only what exists."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diemcau.people.rules import (
    Person,
    administers_root,
    has_post,
    may_invite,
    may_list_people,
    may_read_audit,
    opens_editing,
    writes_news,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the workspace, by the name of its address."""

    url_name: str
    icon: str
    label: Promise | str
    meaning: Promise | str
    may_open: Callable[[Person], bool]
    in_menu: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as a page shows it."""

    url: str
    icon: str
    label: str
    meaning: str
    is_current: bool


PLACES = (
    Place(
        "conference_list",
        "conference",
        _("Conferences"),
        _("Prepare and lead conferences: agenda, venues, links, control room."),
        has_post,
    ),
    Place(
        "draft_list",
        "paper",
        _("News"),
        _("Reports drafted from conferences, pictures that were sent in."),
        writes_news,
    ),
    Place("unit_list", "unit", _("Units"), _("The organisation's tree and its history."), has_post),
    Place("people_list", "people", _("People"), _("Accounts, posts and roles."), may_list_people),
    Place("audit_trail", "history", _("Audit trail"), _("Who changed what, and when."), may_read_audit),
    Place(
        "wagtailadmin_home",
        "edit",
        _("Editing"),
        _("Pages and pictures of the news portal."),
        opens_editing,
        False,
    ),
    Place(
        "portal_list",
        "screen",
        _("Portals"),
        _("News portals of the units: address, name, colour."),
        may_invite,
        False,
    ),
    Place(
        "admin:index",
        "settings",
        _("Database"),
        _("Django's own pages, for maintenance."),
        administers_root,
        False,
    ),
)


def list_entries(request: HttpRequest, *, menu: bool) -> list[Entry]:
    """Return the places that the person may open; those of the menu only, or all."""
    if not request.user.is_authenticated:
        return []
    places = [place for place in PLACES if place.in_menu or not menu]
    entries = [_entry(place, request.path) for place in places if place.may_open(request.user)]
    return [entry for entry in entries if entry is not None]


def _entry(place: Place, path: str) -> Entry | None:
    try:
        url = reverse(place.url_name)
    except NoReverseMatch:
        return None
    return Entry(url, place.icon, str(place.label), str(place.meaning), path.startswith(url))


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give every template the entries of the menu; they are worked out only where a template asks for them."""
    return {"navigation": lambda: list_entries(request, menu=True)}
