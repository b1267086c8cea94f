"""Conferences for tests: a small tree, a conference of its root, venues and their accesses."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.test import Client

from diemcau.conferences.access import issue
from diemcau.conferences.commands.venues import make_venues
from diemcau.conferences.models import AgendaItem, Conference, Status, Venue, VenueAccess
from diemcau.conferences.tokens import code_of, token_of
from diemcau.core.clock import now
from diemcau.people.api import SYSTEM
from diemcau.units import api as units

CHROME_109 = "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36"


@dataclass(frozen=True, slots=True)
class Tree:
    """Ids of a small organisation: a centre, two provinces with districts, a body in a province and one of the centre."""

    root: int
    hai_phong: int
    do_son: int
    kien_an: int
    hai_phong_body: int
    lang_son: int
    cao_loc: int
    ministry: int


def make_unit(name: str, code: str, level: str, parent_id: int | None) -> int:
    """Found a unit that has been there since ever."""
    made = units.found(
        actor="tests",
        name=name,
        code=code,
        level=level,
        parent_id=parent_id,
        on=units.BEGINNING,
        predecessors=[],
    )
    return made.id


def make_tree() -> Tree:
    """Found the small organisation."""
    root = make_unit("Ban Trung ương", "TW", "central", None)
    hai_phong = make_unit("Thành phố Hải Phòng", "P31", "province", root)
    lang_son = make_unit("Tỉnh Lạng Sơn", "P20", "province", root)
    return Tree(
        root=root,
        hai_phong=hai_phong,
        do_son=make_unit("Quận Đồ Sơn", "D308", "district", hai_phong),
        kien_an=make_unit("Quận Kiến An", "D307", "district", hai_phong),
        hai_phong_body=make_unit("Khối các cơ quan thành phố", "K31", "body", hai_phong),
        lang_son=lang_son,
        cao_loc=make_unit("Huyện Cao Lộc", "D183", "district", lang_son),
        ministry=make_unit("Bộ Thử nghiệm", "B01", "body", root),
    )


def make_conference(unit_id: int, slug: str = "hoi-nghi", **fields: object) -> Conference:
    """Make an announced conference that starts in an hour."""
    starts_at = (now() + timedelta(hours=1)).replace(microsecond=0)
    values = {
        "title": "Hội nghị giao ban",
        "status": Status.ANNOUNCED,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=4),
        "desk_phone": "0225384200",
    }
    return Conference.objects.create(slug=slug, unit_id=unit_id, **{**values, **fields})


def fill(conference: Conference, levels: tuple[str, ...] = ("province", "district")) -> list[Venue]:
    """Make the venues of the conference's branch, in order."""
    was = conference.status
    make_venues(actor=SYSTEM, slug=conference.slug, branch_id=conference.unit_id, levels=levels)
    assert conference.status == was
    return list(conference.venues.order_by("position"))


def make_item(conference: Conference, title: str, **fields: object) -> AgendaItem:
    """Add an agenda item at the end."""
    values = {"kind": "topic", "planned_minutes": 30, "position": conference.agenda_items.count() + 1}
    return AgendaItem.objects.create(conference=conference, title=title, **{**values, **fields})


def make_access(venue: Venue) -> VenueAccess:
    """Give a venue its link."""
    return issue([venue], conference=venue.conference, issued_by_id=None)[0]


def token(access: VenueAccess) -> str:
    """Return the token of the link."""
    return token_of(access.key)


def code(access: VenueAccess) -> str:
    """Return the short code."""
    return code_of(access.key, access.code_round)


def enter(access: VenueAccess, client: Client | None = None) -> Client:
    """Return a browser that entered with the link."""
    client = client or Client(headers={"User-Agent": CHROME_109})
    answer = client.post("/v", {"token": token(access)})
    assert answer.status_code == 302, answer.content
    return client


def at(hour: int, minute: int = 0) -> datetime:
    """Return a moment of 28 April 2022, in UTC."""
    return datetime(2022, 4, 28, hour, minute, tzinfo=UTC)
