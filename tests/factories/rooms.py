"""A small organisation with a conference: two provinces, a district, a body without territory, and a neighbour."""

from dataclasses import dataclass
from datetime import timedelta

from diemcau.conferences.access import issue
from diemcau.conferences.models import AgendaItem, Conference, Status, Venue
from diemcau.conferences.places import refresh
from diemcau.core.clock import now
from diemcau.people.models import Post, User
from diemcau.people.roles import Role
from diemcau.room import api as room
from diemcau.units import api as units

LONG_AGO = units.BEGINNING


@dataclass
class World:
    """What a test of a room needs at hand."""

    root: int
    north: int
    south: int
    conference: Conference
    venues: dict[str, Venue]

    @property
    def slug(self) -> str:
        return self.conference.slug


def make_world(slug: str = "hoinghi", *, open_to_public: bool = False) -> World:
    """Make units, a conference of the centre with four venues and three agenda items."""
    root = _unit("Trung ương", "TW", "central", None)
    north = _unit("Tỉnh Hoà Bình", "P17", "province", root)
    south = _unit("Thành phố Hải Phòng", "P31", "province", root)
    district = _unit("Huyện An Lão", "D313", "district", south)
    body = _unit("Cơ quan Bộ", "B01", "body", root)
    start = now() + timedelta(hours=1)
    conference = Conference.objects.create(
        slug=slug,
        title="Hội nghị tập huấn",
        unit_id=root,
        starts_at=start,
        ends_at=start + timedelta(hours=4),
        desk_phone="0241234567",
        open_to_public=open_to_public,
        status=Status.ANNOUNCED,
    )
    for position, (kind, title) in enumerate(
        [("opening", "Khai mạc"), ("topic", "Chuyên đề 1"), ("discussion", "Thảo luận")]
    ):
        AgendaItem.objects.create(
            conference=conference, position=position, kind=kind, title=title, planned_minutes=20
        )
    rows = [
        ("hoabinh", north, "P17"),
        ("haiphong", south, "P31"),
        ("anlao", district, "D313"),
        ("bo", body, "B01"),
    ]
    venues = {
        name: Venue.objects.create(
            conference=conference, unit_id=unit, code=code, name=name, level="", branch_id=root, chair_name="Chủ trì",
            phone="0912345678",
        )
        for name, unit, code in rows
    }  # fmt: skip
    refresh(conference)
    issue(list(venues.values()), conference=conference, issued_by_id=None)
    return World(
        root, north, south, conference, {name: Venue.objects.get(pk=v.pk) for name, v in venues.items()}
    )


def make_user(role: Role | str, unit_id: int, email: str | None = None) -> User:
    """Make an account with one post; demonstration accounts need no second factor."""
    user = User.objects.create(email=email or f"{role}-{unit_id}@example.vn", is_demonstration=True)
    Post.objects.create(user=user, unit_id=unit_id, title=str(role), role=role, since=LONG_AGO)
    return user


def open_and_start(world: World) -> None:
    """Open the room and start the conference."""
    room.dispatch(world.slug, "open")
    room.dispatch(world.slug, "start")


def _unit(name: str, code: str, level: str, parent: int | None) -> int:
    return units.found(actor="test", name=name, code=code, level=level, parent_id=parent, on=LONG_AGO).id
