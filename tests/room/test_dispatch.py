"""Commands against the database: once, in order, without gaps, by whom it is allowed."""

import pytest
from django.db import connection, transaction

from diemcau.core.errors import NotAllowed, NotFound, NotSignedIn, Refused
from diemcau.people.models import AuditEntry
from diemcau.people.roles import Role
from diemcau.room import api as room
from diemcau.room import nudge
from diemcau.room.evolve import fold
from diemcau.room.log import folds, read
from diemcau.room.models import LogRow, Room
from diemcau.room.rules import OF_VENUES, ROLES, Caller
from tests.factories.rooms import World, make_user, open_and_start


def test_open_freezes_agenda_and_venues(world: World) -> None:
    room.dispatch(world.slug, "open")
    state = room.state_of(world.conference.pk)
    assert state.phase == "open"
    assert [item.title for item in state.agenda] == ["Khai mạc", "Chuyên đề 1", "Thảo luận"]
    seat = state.venues[world.venues["anlao"].key]
    assert (seat.branch_name, seat.path[-2:]) == (
        "Thành phố Hải Phòng",
        (world.south, world.venues["anlao"].unit_id),
    )
    world.conference.refresh_from_db()
    assert world.conference.status == "open"


def test_same_key_again_does_nothing_and_answers_the_same(world: World) -> None:
    open_and_start(world)
    venue = world.venues["anlao"].key
    first = room.dispatch(world.slug, "request_floor", venue=venue, key="one-key-1")
    again = room.dispatch(world.slug, "request_floor", venue=venue, key="one-key-1")
    assert (first.repeated, again.repeated) == (False, True)
    assert again.entries == first.entries
    assert len(room.state_of(world.conference.pk).requests) == 1


def test_refused_command_leaves_nothing(world: World) -> None:
    open_and_start(world)
    before = LogRow.objects.count()
    with pytest.raises(Refused) as refused:
        room.dispatch(world.slug, "start")
    assert refused.value.reason == "room_live"
    assert LogRow.objects.count() == before
    assert Room.objects.get().head == before


def test_unknown_venue_is_not_found(world: World) -> None:
    open_and_start(world)
    with pytest.raises(NotFound):
        room.dispatch(world.slug, "request_floor", venue="nowhere")


def test_log_has_no_gap_and_folds_to_the_kept_state(world: World) -> None:
    open_and_start(world)
    for name in ("anlao", "haiphong", "bo"):
        room.dispatch(world.slug, "request_floor", venue=world.venues[name].key)
    assert list(LogRow.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]
    kept = room.state_of(world.conference.pk)
    folds.forget()
    assert room.state_of(world.conference.pk) == kept
    assert fold(entry.event for entry in read(world.conference.pk)) == kept


def test_rolled_back_command_is_forgotten(world: World) -> None:
    open_and_start(world)
    with transaction.atomic():
        room.dispatch(world.slug, "request_floor", venue=world.venues["bo"].key)
        transaction.set_rollback(True)
    room.dispatch(world.slug, "request_floor", venue=world.venues["anlao"].key)
    assert [r.venue for r in room.state_of(world.conference.pk).requests] == [world.venues["anlao"].key]


@pytest.mark.django_db(transaction=True)
def test_relay_is_woken_after_the_commit_only(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, bytes, int]] = []
    monkeypatch.setattr(
        nudge, "publish", lambda subject, payload: said.append((subject, payload, LogRow.objects.count()))
    )
    room.dispatch(world.slug, "open")
    assert said == [("nudge.hoinghi", b"log", 1)]
    assert not connection.in_atomic_block


@pytest.mark.parametrize("role", list(Role))
def test_roles_may_give_what_their_table_says_and_nothing_else(world: World, role: Role) -> None:
    caller = Caller(user=make_user(role, world.root))
    allowed = {name for name in ROLES | dict.fromkeys(OF_VENUES) if _is_allowed(world, name, caller)}
    assert allowed == {name for name, roles in ROLES.items() if role in roles}


def _is_allowed(world: World, name: str, caller: Caller) -> bool:
    from diemcau.room.rules import check  # noqa: PLC0415

    try:
        check(caller, name, world.conference, None)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("role", list(Role))
def test_neighbour_branch_may_do_nothing_in_a_conference_of_the_centre(world: World, role: Role) -> None:
    caller = Caller(user=make_user(role, world.north))
    assert not [name for name in ROLES | dict.fromkeys(OF_VENUES) if _is_allowed(world, name, caller)]


def test_nobody_is_asked_to_sign_in(world: World) -> None:
    from diemcau.room.rules import check  # noqa: PLC0415

    with pytest.raises(NotSignedIn):
        check(Caller(), "start", world.conference, None)


def test_staff_commands_leave_an_audit_entry(world: World) -> None:
    chair = Caller(user=make_user(Role.CHAIR, world.root))
    room.dispatch(world.slug, "open", caller=chair)
    entry = AuditEntry.objects.get(action="room.open")
    assert (entry.conference, entry.details["seq"]) == (world.slug, 1)
    row = LogRow.objects.get(seq=1)
    assert (row.actor_kind, row.actor_id) == ("user", str(chair.user.pk))


def test_command_costs_few_queries(world: World, django_assert_max_num_queries: object) -> None:
    open_and_start(world)
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        room.dispatch(world.slug, "request_floor", venue=world.venues["bo"].key)
