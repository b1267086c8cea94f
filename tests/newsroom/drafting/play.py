"""An event that happens: commands to the room as control room and venues give them."""

from diemcau.people.api import Role
from diemcau.people.models import User
from diemcau.room import api as room
from diemcau.room.tallies import report_head_count
from tests.factories.rooms import World, make_user


def do(world: World, name: str, **given: object) -> room.Outcome:
    """Give a command as those who may give it do."""
    role = Role.TECHNICAL if "trouble" in name else Role.ORGANISER
    return room.dispatch(world.slug, name, caller=_caller(world, role), **given)


def begin(world: World) -> None:
    """Open the room, start the conference and its first item."""
    do(world, "open")
    do(world, "start")
    do(world, "start_item", item=_items(world)[0])


def go_through(world: World) -> None:
    """Deal with the items, hear one statement and one question, have troubles and secrets, count delegates."""
    for item in _items(world)[1:]:
        do(world, "start_item", item=item)
    city, district = world.venues["haiphong"], world.venues["anlao"]
    give_statement(world, city.key, "Kinh nghiệm mở lớp")
    register = {"title": "Bản bị từ chối", "speaker": "Người Kín"}
    declined = _key(world, "register_statement", "statement", venue=district.key, **register)
    do(world, "decline_statement", statement=declined, reason="Lý do kín")
    take_floor(world, district.key)
    do(world, "report_trouble", venue=district.key, kind="sound", details="Sự cố kín")
    for venue, delegates in ((city, 86), (district, 40)):
        count(world, venue.key, delegates)


def give_statement(world: World, venue: str, title: str) -> None:
    """Register, approve and hear a statement of a venue."""
    key = _key(world, "register_statement", "statement", venue=venue, title=title, speaker="Lê Văn Kín")
    do(world, "approve_statement", statement=key)
    grant = _key(world, "grant_floor", "grant", venue=venue, statement=key, limit_s=420)
    do(world, "finish_floor", grant=grant)


def take_floor(world: World, venue: str) -> None:
    """Let a venue speak in the discussion."""
    grant = _key(world, "grant_floor", "grant", venue=venue)
    do(world, "finish_floor", grant=grant)


def count(world: World, venue: str, delegates: int) -> None:
    """Report a head count."""
    report_head_count(
        world.conference, caller=_caller(world, Role.TECHNICAL), venue=venue, delegates=delegates
    )


def _items(world: World) -> list[str]:
    return [item.key for item in room.state_of(world.conference.pk).agenda]


def _key(world: World, name: str, field: str, **given: object) -> str:
    """Carry a command out and return the key of what it made."""
    return str(getattr(do(world, name, **given).entries[0].event, field))


def _caller(world: World, role: Role) -> room.Caller:
    """Return the person of the centre who holds the role in this event."""
    email = f"{role}@trung-uong.example.vn"
    known = User.objects.filter(email=email).first()
    return room.Caller(user=known or make_user(role, world.root, email))
