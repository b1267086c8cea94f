"""A venue's place in the tree on the day of its conference, and the order of venues."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from diemcau.conferences.models import Conference, Venue
from diemcau.core.text import fold
from diemcau.units import api as units
from diemcau.units.api import Level, UnitTree

_RANK = {level: rank for rank, level in enumerate(Level.values)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands on a day. The branch is the ancestor at province level, or else the root unit."""

    code: str
    name: str
    level: str
    unit_path: list[int]
    branch_id: int
    branch_code: str
    branch_name: str


def day_of(conference: Conference) -> date:
    """Return the conference's day in the installation's zone: the tree of that day is meant."""
    return timezone.localdate(conference.starts_at)


def place_of(unit_id: int, tree: UnitTree) -> Place:
    """Return a unit's place.

    Raises:
        UnitNotFound: the unit is not there on the tree's day.
    """
    node = tree.get(unit_id)
    path = tree.path(unit_id)
    branch = next((step for step in path if step.level == Level.PROVINCE), path[0])
    return Place(
        node.code, node.name, node.level, [step.id for step in path], branch.id, branch.code, branch.name
    )


def put(venue: Venue, place: Place) -> None:
    """Write a place into a venue, without saving; its name and code stay."""
    venue.level = place.level
    venue.unit_path = place.unit_path
    venue.branch_id = place.branch_id
    venue.branch_code = place.branch_code
    venue.branch_name = place.branch_name
    venue.search = search_text(venue)


def search_text(venue: Venue) -> str:
    """Return what a venue is found by: code, name, branch and phone, folded."""
    words = (venue.code, venue.name, venue.branch_name, venue.phone, venue.chair_name, venue.operator_name)
    return fold(" ".join(words))[:600]


PLACE_FIELDS = ["level", "unit_path", "branch_id", "branch_code", "branch_name", "search", "position"]


def _order(venue: Venue) -> tuple[bool, bool, str, int, str, int]:
    of_centre = (
        bool(venue.unit_path) and venue.branch_id == venue.unit_path[0] and venue.level != Level.PROVINCE
    )
    return (
        not venue.is_main,
        not of_centre,
        venue.branch_code,
        _RANK[venue.level],
        venue.code,
        venue.pk or 0,
    )


def position_among(venues: Iterable[Venue], late: Venue) -> int:
    """Return the number of the venue behind which a late one stands, which it shares: nobody else is moved."""
    return max((venue.position for venue in venues if _order(venue) < _order(late)), default=0)


def put_in_order(venues: Iterable[Venue]) -> list[Venue]:
    """Number venues: the main one, the centre's, then by branch in the order of codes, upper levels first.

    Nothing is saved; returned are those whose number changed.
    """
    moved = []
    for position, venue in enumerate(sorted(venues, key=_order), start=1):
        if venue.position != position:
            venue.position = position
            moved.append(venue)
    return moved


def refresh(conference: Conference) -> list[Venue]:
    """Write every venue's place and position as of the conference's day, and return the venues in order.

    A unit that is not there on that day keeps the place it had.
    """
    tree = units.as_of(day_of(conference))
    venues = list(Venue.objects.filter(conference=conference))
    before = {venue.pk: [getattr(venue, field) for field in PLACE_FIELDS] for venue in venues}
    for venue in venues:
        if venue.unit_id in tree:
            put(venue, place_of(venue.unit_id, tree))
    put_in_order(venues)
    changed = [
        venue for venue in venues if before[venue.pk] != [getattr(venue, field) for field in PLACE_FIELDS]
    ]
    Venue.objects.bulk_update(changed, PLACE_FIELDS, batch_size=400)
    return sorted(venues, key=lambda venue: venue.position)
