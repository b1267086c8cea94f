"""A venue is added, and contacts change, while the room is open: rows and log together, up to the venue's own screens."""

import asyncio
import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import transaction
from django.urls import reverse

from diemcau.adapters.nats.fake import FakeBroker
from diemcau.conferences import live, tokens
from diemcau.conferences.commands.late import add_late_venue, change_contacts
from diemcau.conferences.commands.links import issue_links
from diemcau.conferences.errors import AlreadyEnded
from diemcau.conferences.models import Venue, VenueAccess
from diemcau.conferences.selectors import venues
from diemcau.core.errors import Invalid, NotAllowed, NotFound, Refused
from diemcau.people.api import SYSTEM, Actor, actor_of
from diemcau.people.models import AuditEntry
from diemcau.people.roles import Role
from diemcau.room import api as room
from diemcau.room.bookmark import Bookmark
from diemcau.room.log import folds, read
from diemcau.room.models import LogRow, Room
from diemcau.room.plan import seat_of
from diemcau.room.relay import Relay
from diemcau.units import api as units
from tests.factories.people import make_holder, sign_in
from tests.factories.rooms import LONG_AGO, World, make_user, make_world, open_and_start
from tests.room.test_http import enter, give, signed_in
from tests.room.test_relay import Listener


def _unit(world: World, name: str = "Quận Kiến An") -> int:
    made = units.found(
        actor="test", name=name, code="D307", level="district", parent_id=world.south, on=LONG_AGO
    )
    return made.id


def _organiser(world: World) -> Actor:
    return actor_of(make_user(Role.ORGANISER, world.root))


def _add(world: World, actor: Actor, **given: Any) -> Venue:
    return add_late_venue(actor=actor, slug=world.slug, **given)[0]


def _rows_and_log_agree(world: World) -> bool:
    folds.forget()
    rows = {row.key: seat_of(asdict(row)) for row in venues(world.conference)}
    return rows == dict(room.state_of(world.conference.pk).venues)


def test_added_venue_stands_in_rows_and_log(world: World) -> None:
    open_and_start(world)
    organiser = _organiser(world)
    made = _add(world, organiser, unit_id=_unit(world))
    state = room.state_of(world.conference.pk)
    assert (made.branch_name, made.code) == ("Thành phố Hải Phòng", "D307")
    assert state.venues[made.key].branch_name == "Thành phố Hải Phòng"
    assert state.venue_count == world.conference.venues.count() == 5
    assert _rows_and_log_agree(world)
    row = LogRow.objects.get(type="room.venue.added")
    assert (row.actor_id, row.seq) == (organiser.id, Room.objects.get().head)


def test_added_venue_stands_in_its_branch_and_moves_nobody(world: World) -> None:
    before = list(world.conference.venues.values_list("key", "position"))
    open_and_start(world)
    made = _add(world, _organiser(world), unit_id=_unit(world))
    after = [(v.key, v.position) for v in world.conference.venues.all()]
    assert [one for one in after if one[0] != made.key] == before
    names = [row.name for row in venues(world.conference)]
    assert names == ["bo", "hoabinh", "haiphong", "Quận Kiến An", "anlao"]


def test_adding_again_gives_the_same_venue_and_another_hall_has_another_name(world: World) -> None:
    open_and_start(world)
    organiser, unit_id = _organiser(world), _unit(world)
    first, is_new = add_late_venue(actor=organiser, slug=world.slug, unit_id=unit_id)
    head = Room.objects.get().head
    assert is_new
    assert add_late_venue(actor=organiser, slug=world.slug, unit_id=unit_id) == (first, False)
    assert Room.objects.get().head == head
    second = _add(world, organiser, unit_id=unit_id, name="Hội trường 2")
    assert (second.code, room.state_of(world.conference.pk).venue_count) == ("D307-2", 6)


def test_changed_contacts_reach_the_seat_and_leave_what_others_changed(world: World) -> None:
    open_and_start(world)
    organiser, key = _organiser(world), world.venues["anlao"].key
    change_contacts(actor=organiser, slug=world.slug, key=key, given={"phone": "+84 912 000 111"})
    change_contacts(actor=organiser, slug=world.slug, key=key, given={"chair_name": "Thay", "quota": 12})
    seat = room.state_of(world.conference.pk).venues[key]
    assert (seat.chair, seat.phone, seat.quota) == ("Thay", "0912000111", 12)
    assert _rows_and_log_agree(world)
    assert "0912000111" in world.conference.venues.get(key=key).search


def test_what_the_room_does_not_know_adds_nothing_to_its_log(world: World) -> None:
    open_and_start(world)
    organiser, key, head = _organiser(world), world.venues["anlao"].key, Room.objects.get().head
    change_contacts(actor=organiser, slug=world.slug, key=key, given={"email": "a@example.vn"})
    change_contacts(actor=organiser, slug=world.slug, key=key, given={"phone": "0912345678"})
    assert Room.objects.get().head == head
    assert world.conference.venues.get(key=key).email == "a@example.vn"


def test_staff_reads_the_seats_up_to_a_number(world: World) -> None:
    open_and_start(world)
    made = _add(world, _organiser(world), unit_id=_unit(world))
    found = signed_in(Role.CHAIR, world.root).get(f"/api/conferences/{world.slug}/venues").json()
    assert (found["head"], found["venues"][-1]["key"]) == (3, made.key)


def test_refused_change_leaves_neither_row_nor_log(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    open_and_start(world)
    organiser, key, unit_id = _organiser(world), world.venues["anlao"].key, _unit(world)
    head, entries = Room.objects.get().head, AuditEntry.objects.count()

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise Refused("no")

    for name in ("add_venue", "change_contacts"):
        monkeypatch.setattr(type(live.rooms()), name, refuse)
    with pytest.raises(Refused):
        change_contacts(actor=organiser, slug=world.slug, key=key, given={"phone": "0912000111"})
    with pytest.raises(Refused):
        add_late_venue(actor=organiser, slug=world.slug, unit_id=unit_id)
    assert (Room.objects.get().head, AuditEntry.objects.count()) == (head, entries)
    assert (world.conference.venues.count(), world.conference.venues.get(key=key).phone) == (4, "0912345678")


def test_change_that_is_rolled_back_is_forgotten_by_both(world: World) -> None:
    open_and_start(world)
    organiser, unit_id = _organiser(world), _unit(world)
    with transaction.atomic():
        add_late_venue(actor=organiser, slug=world.slug, unit_id=unit_id)
        transaction.set_rollback(True)
    assert room.state_of(world.conference.pk).venue_count == 4
    assert _rows_and_log_agree(world)


@pytest.mark.parametrize("phase", ["announced", "ended"])
def test_room_that_is_not_open_takes_nothing(world: World, phase: str) -> None:
    if phase == "ended":
        open_and_start(world)
        room.dispatch(world.slug, "end", caller=room.Caller(user=make_user(Role.CHAIR, world.root)))
    organiser, key = _organiser(world), world.venues["anlao"].key
    with pytest.raises(AlreadyEnded if phase == "ended" else Refused):
        change_contacts(actor=organiser, slug=world.slug, key=key, given={"phone": "0912000111"})
    with pytest.raises(AlreadyEnded if phase == "ended" else Refused):
        add_late_venue(actor=organiser, slug=world.slug, unit_id=_unit(world))
    assert world.conference.venues.get(key=key).phone == "0912345678"
    assert world.conference.venues.count() == 4


@pytest.mark.parametrize("role", list(Role))
def test_only_who_prepares_the_conference_changes_its_venues_late(world: World, role: Role) -> None:
    open_and_start(world)
    unit_id, key = _unit(world), world.venues["anlao"].key
    deeds = (
        lambda actor: add_late_venue(actor=actor, slug=world.slug, unit_id=unit_id),
        lambda actor: change_contacts(actor=actor, slug=world.slug, key=key, given={"chair_name": "Thay"}),
    )
    neighbour, own = (
        actor_of(make_user(role, world.north)),
        actor_of(make_user(role, world.root, "own@example.vn")),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed(neighbour)
        if role in {Role.ADMINISTRATOR, Role.ORGANISER}:
            deed(own)
        else:
            with pytest.raises(NotAllowed):
                deed(own)


def test_venue_of_another_conference_and_wrong_phone_are_refused(world: World) -> None:
    open_and_start(world)
    organiser = _organiser(world)
    with pytest.raises(NotFound):
        change_contacts(actor=organiser, slug=world.slug, key="elsewhere", given={"phone": "0912000111"})
    with pytest.raises(Invalid):
        change_contacts(
            actor=organiser, slug=world.slug, key=world.venues["bo"].key, given={"phone": "gọi sau"}
        )


def test_both_leave_their_entries_in_the_audit_trail(world: World) -> None:
    open_and_start(world)
    organiser = _organiser(world)
    made = _add(world, organiser, unit_id=_unit(world))
    change_contacts(actor=organiser, slug=world.slug, key=made.key, given={"phone": "0912000111"})
    found = {entry.action: entry for entry in AuditEntry.objects.filter(actor_id=organiser.id)}
    assert found.keys() == {
        "conferences.venue.added",
        "room.add_venue",
        "conferences.venue.edited",
        "room.change_contacts",
    }
    assert {entry.unit_id for entry in found.values()} == {world.root}
    assert found["conferences.venue.edited"].details["fields"] == ["phone"]
    assert "0912000111" not in json.dumps([entry.details for entry in found.values()])


def test_venue_added_by_the_page_enters_and_asks_for_the_floor(world: World) -> None:
    open_and_start(world)
    unit_id = _unit(world)
    browser = sign_in(make_holder(world.root, Role.ORGANISER))
    page = browser.post(reverse("venue_add", args=[world.slug]), {"unit_id": unit_id, "name": ""})
    made = world.conference.venues.get(unit_id=unit_id)
    assert page.url == reverse("venue_detail", args=[world.slug, made.key])
    assert issue_links(actor=SYSTEM, slug=world.slug) == 1
    assert tokens.token_of(made.accesses.get().key) in browser.get(page.url).content.decode()

    hall = enter(replace(world, venues={"late": made}), "late")
    assert hall.get(f"/live/{world.slug}/remote").status_code == 200
    told = give(hall, world, "request_floor", {"topic": "Tài liệu"})
    assert told.json()["events"][0]["data"]["venue_name"] == "Quận Kiến An"
    assert give(hall, world, "report_head_count", {"delegates": 30}).status_code == 200
    snapshot = hall.get(f"/api/conferences/{world.slug}/snapshot").json()
    assert (snapshot["state"]["venue_count"], snapshot["delegates"]) == (5, 30)
    sheet = browser.get(reverse("call_sheet", args=[world.slug])).content.decode()
    assert "Quận Kiến An" in sheet
    assert VenueAccess.objects.filter(venue=made, devices__face="remote").exists()


@pytest.mark.django_db(transaction=True)
async def test_open_control_room_is_told_the_whole_and_the_halls_the_number(tmp_path: Any) -> None:
    broker, listener = FakeBroker(), Listener()
    async with broker.connect() as connection, broker.connect() as other:
        await other.subscribe("conf.>", listener)
        relay = Relay(connection, Bookmark(tmp_path / "bookmark.json"))
        world, made = await sync_to_async(_make_late)()
        await relay.pass_on()
        for _ in range(5):
            await asyncio.sleep(0)
    told = {subject: rows for subject, rows in listener.heard if isinstance(rows, list)}
    assert told.keys() == {f"conf.{world.slug}.staff", f"conf.{world.slug}.events"}
    assert [row["type"] for row in told[f"conf.{world.slug}.staff"]] == [
        "room.venue.added",
        "room.venue.contacts_changed",
    ]
    assert told[f"conf.{world.slug}.staff"][0]["data"]["seat"]["key"] == made.key
    public = told[f"conf.{world.slug}.events"]
    assert [row["seq"] for row in public] == [1, 2, 3, 4]
    assert [row["data"].keys() for row in public[2:]] == [{"at", "venue_count"}, set()]


def _make_late() -> tuple[World, Venue]:
    world = make_world()
    open_and_start(world)
    organiser = _organiser(world)
    made = _add(world, organiser, unit_id=_unit(world))
    change_contacts(actor=organiser, slug=world.slug, key=made.key, given={"phone": "0912000111"})
    assert len(read(world.conference.pk)) == 4
    return world, made
