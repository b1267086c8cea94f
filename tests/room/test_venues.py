"""A venue that is added and contacts that change in an open room: decided, folded, and told to the staff only."""

import json

import pytest

from diemcau.room.commands import AddVenue, ChangeContacts, Moment
from diemcau.room.commands.lifecycle import End
from diemcau.room.decide import decide
from diemcau.room.events import Event, VenueAdded, VenueContactsChanged
from diemcau.room.evolve import evolve, fold
from diemcau.room.refusals import Refusal
from diemcau.room.state import EMPTY, RoomState
from diemcau.room.visibility import PUBLIC, STAFF, Viewer, envelope, snapshot, views
from diemcau.room.wire import decode, encode
from tests.room.script import LATE, OPEN, START, VENUES

NOW = Moment(at=START, key="k1")
CONTACTS = ChangeContacts(
    venue="haiphong", chair="Người dự thay", operator="Trực", phone="0225000002", quota=7
)
OPENED = fold(decide(EMPTY, OPEN, NOW))


def _after(state: RoomState, command: AddVenue | ChangeContacts) -> tuple[Event, RoomState]:
    (event,) = decide(state, command, NOW)
    return event, evolve(state, event)


def test_added_venue_is_a_seat_like_the_others_and_counted() -> None:
    _event, state = _after(OPENED, AddVenue(seat=LATE))
    assert state.venues["kienan"] == LATE
    assert state.venue_count == len(state.venues) == len(VENUES) + 1
    assert list(state.venues)[:-1] == list(OPENED.venues)


def test_venue_is_added_once() -> None:
    _event, state = _after(OPENED, AddVenue(seat=LATE))
    with pytest.raises(Refusal) as refused:
        decide(state, AddVenue(seat=LATE), NOW)
    assert refused.value.code == "venue_known"


def test_contacts_change_and_the_frozen_part_does_not() -> None:
    _event, state = _after(OPENED, CONTACTS)
    before, after = OPENED.venues["haiphong"], state.venues["haiphong"]
    assert (after.chair, after.operator, after.phone, after.quota) == (
        "Người dự thay",
        "Trực",
        "0225000002",
        7,
    )
    assert (after.name, after.unit, after.path, after.branch) == (
        before.name,
        before.unit,
        before.path,
        before.branch,
    )
    assert state.venue_count == OPENED.venue_count


def test_contacts_of_a_venue_that_is_not_there_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        decide(OPENED, ChangeContacts(venue="nowhere", chair="", operator="", phone="", quota=None), NOW)
    assert refused.value.code == "unknown_venue"


@pytest.mark.parametrize("command", [AddVenue(seat=LATE), CONTACTS])
@pytest.mark.parametrize("phase", ["closed", "ended"])
def test_nothing_changes_before_the_opening_and_after_the_end(
    command: AddVenue | ChangeContacts, phase: str
) -> None:
    state = EMPTY if phase == "closed" else fold(decide(OPENED, End(), NOW), OPENED)
    with pytest.raises(Refusal) as refused:
        decide(state, command, NOW)
    assert refused.value.code == f"room_{phase}"


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(venue="haiphong"), Viewer(venue="kienan")])
def test_others_learn_the_number_of_venues_and_nothing_else(viewer: Viewer) -> None:
    added, state = _after(OPENED, AddVenue(seat=LATE))
    changed, state = _after(state, CONTACTS)
    assert envelope(2, START, added, viewer)["data"].keys() == {"at", "venue_count"}
    assert envelope(3, START, changed, viewer)["data"] == {}
    shown = json.dumps(snapshot(state, viewer), ensure_ascii=False)
    assert json.loads(shown)["venue_count"] == len(VENUES) + 1
    assert not [word for word in ("Quận Kiến An", "0225000009", "Cán bộ trực", "0225000002") if word in shown]


def test_live_subjects_carry_the_seat_to_the_staff_and_to_no_venue() -> None:
    for command in (AddVenue(seat=LATE), CONTACTS):
        event, _state = _after(OPENED, command)
        told = views(2, START, event)
        assert told.staff == envelope(2, START, event, STAFF)
        assert told.staff["data"] == encode(event)
        assert told.venues == {}
        assert "02250000" not in json.dumps(told.public)


@pytest.mark.parametrize("event_type", [VenueAdded, VenueContactsChanged])
def test_row_that_was_stored_reads_as_the_event(event_type: type[Event]) -> None:
    command = AddVenue(seat=LATE) if event_type is VenueAdded else CONTACTS
    event, _state = _after(OPENED, command)
    assert decode(event_type.TYPE, 1, json.loads(json.dumps(encode(event)))) == event


def test_reader_who_missed_the_opening_is_not_upset() -> None:
    assert evolve(EMPTY, _after(OPENED, CONTACTS)[0]).venues == {}
