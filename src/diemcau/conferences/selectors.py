"""Reading what is prepared: one query each."""

from dataclasses import dataclass

from diemcau.conferences.errors import NoSuchConference, NoSuchVenue
from diemcau.conferences.models import AgendaItem, Conference, Status, Venue
from diemcau.people.api import Person, Role, units_where
from diemcau.units import api as units


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One agenda item, as it was prepared."""

    key: str
    position: int
    kind: str
    title: str
    speaker: str
    speaker_post: str
    planned_minutes: int
    notes: str


@dataclass(frozen=True, slots=True)
class VenueRow:
    """One venue, as it was prepared; `unit_path` holds unit ids, root first."""

    key: str
    code: str
    name: str
    unit_id: int
    unit_path: list[int]
    branch_id: int
    branch_code: str
    branch_name: str
    level: str
    position: int
    is_main: bool
    chair_name: str
    chair_post: str
    operator_name: str
    phone: str
    email: str
    quota: int | None


_AGENDA_FIELDS = tuple(AgendaRow.__dataclass_fields__)
_VENUE_FIELDS = tuple(VenueRow.__dataclass_fields__)


def get_conference(slug: str) -> Conference:
    """Return the conference, with its unit.

    Raises:
        NoSuchConference: there is none of this name.
    """
    found = Conference.objects.filter(slug=slug).select_related("unit").first()
    if found is None:
        raise NoSuchConference
    return found


def list_conferences(user: Person) -> list[Conference]:
    """Return the conferences that a person may read, the latest first."""
    tree = units.as_of()
    readable = {unit_id for root in units_where(user, Role) for unit_id in tree.branch_ids(root)}
    return [found for found in Conference.objects.select_related("unit") if found.unit_id in readable]


def list_public_slugs() -> set[str]:
    """Return the slugs of the conferences that everybody may follow: opened to the public, and no drafts."""
    found = Conference.objects.filter(open_to_public=True).exclude(status=Status.DRAFT)
    return set(found.values_list("slug", flat=True))


def agenda(conference: Conference) -> list[AgendaRow]:
    """Return the agenda in order."""
    rows = AgendaItem.objects.filter(conference=conference).values_list(*_AGENDA_FIELDS)
    return [AgendaRow(*row) for row in rows]


def venues(conference: Conference) -> list[VenueRow]:
    """Return all venues in order."""
    rows = Venue.objects.filter(conference=conference).order_by("position", "id").values_list(*_VENUE_FIELDS)
    return [VenueRow(*row) for row in rows]


def venue_row(venue: Venue) -> VenueRow:
    """Return one venue as a row; no query."""
    return VenueRow(**{field: getattr(venue, field) for field in _VENUE_FIELDS})


def capacities(of: Conference | Venue) -> tuple[str, ...]:
    """Return who takes part in a conference or at a venue, by capacity, in the order of the invitation."""
    return tuple(of.capacities.splitlines())


def get_venue(conference: Conference, key: str) -> Venue:
    """Return a venue of the conference.

    Raises:
        NoSuchVenue: the conference has none of this key.
    """
    found = Venue.objects.filter(conference=conference, key=key).select_related("conference").first()
    if found is None:
        raise NoSuchVenue
    return found
