"""What the pages of the pool show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.functional import Promise

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, Status, Venue
from diemcau.newsroom.models import Picture, PoolState, Portal
from diemcau.newsroom.pool.collections import collection_of
from diemcau.newsroom.pool.links import tells_of
from diemcau.newsroom.pool.rules import KEEPERS
from diemcau.people import api as people
from diemcau.people.api import Person
from diemcau.units import api as units

_MOST = 50
_SPEC = "max-640x640|format-webp|webpquality-70"


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture with what the page shows it by; `shown` is None where its file is gone."""

    picture: Picture
    shown: Any
    is_unnamed: bool


def portals_for(user: Person, conference: Conference) -> list[Portal]:
    """Return the portals whose pools the person keeps and that tell of the conference, one of each unit."""
    found: dict[int, Portal] = {}
    wanted = Portal.objects.filter(unit_id__in=_kept(user)).select_related("locale").order_by("path")
    for portal in wanted:
        if portal.unit_id not in found and tells_of(portal, conference):
            found[portal.unit_id] = portal
    return list(found.values())


def conferences_for(user: Person) -> list[Conference]:
    """Return the announced conferences for whose pictures the person looks after, the latest first."""
    held = _kept(user)
    wanted = Q(unit_id__in=held) | Q(venues__unit_id__in=held)
    announced = Conference.objects.exclude(status=Status.DRAFT).filter(wanted)
    return list(announced.distinct().order_by("-starts_at", "slug")[:_MOST])


def pictures_of(portals: list[Portal], conference: Conference, state: str) -> QuerySet[Picture]:
    """Return the pictures of a conference in these pools: those that wait first, then the newest."""
    found = _all(portals, conference)
    if state in PoolState.values:
        found = found.filter(state=state)
    waiting_first = Case(
        When(state=PoolState.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return found.order_by(waiting_first, "-created_at", "-id")


def states(portals: list[Portal], conference: Conference) -> list[tuple[str, Promise | str, int]]:
    """Return each state with its name and how many pictures are in it."""
    counts = dict(_all(portals, conference).order_by().values_list("state").annotate(Count("id")))
    return [(state.value, state.label, counts.get(state.value, 0)) for state in PoolState]


def row_of(picture: Picture) -> PictureRow:
    """Return a picture with a small rendition."""
    try:
        shown = picture.get_rendition(_SPEC)
    except (OSError, ValueError):
        shown = None
    return PictureRow(picture=picture, shown=shown, is_unnamed=not picture.caption)


def venues_by_branch(portals: list[Portal], conference: Conference) -> dict[str, list[Venue]]:
    """Return the venues that lie in the branches of these portals, by the name of their branch."""
    tree = units.as_of()
    reach = {unit_id for portal in portals for unit_id in tree.branch_ids(portal.unit_id)}
    venues = conferences.Venue.objects.filter(conference=conference, unit_id__in=reach)
    found: dict[str, list[Venue]] = {}
    for venue in venues.only("key", "name", "branch_name").order_by("position"):
        found.setdefault(venue.branch_name, []).append(venue)
    return found


def _all(portals: list[Portal], conference: Conference) -> QuerySet[Picture]:
    collections = [collection_of(portal) for portal in portals]
    sent: QuerySet[Picture] = Picture.objects.filter(conference=conference.slug).exclude(state="")
    return sent.filter(collection__in=collections)


def _kept(user: Person) -> set[int]:
    """Return the units of the branches in which a person keeps pools; only those with a portal or below one count."""
    tree = units.as_of()
    roots = people.units_where(user, KEEPERS)
    held = {unit_id for root in roots for unit_id in tree.branch_ids(root)}
    with_portal = Portal.objects.filter(unit_id__in=held).values_list("unit_id", flat=True)
    return {unit_id for unit in set(with_portal) for unit_id in tree.branch_ids(unit)}
