"""The relay against a real database, with a fake of the live server."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async

from diemcau.adapters.nats.errors import LiveEventsDown
from diemcau.adapters.nats.fake import FakeBroker, FakeConnection
from diemcau.people.roles import Role
from diemcau.room import api as room
from diemcau.room.bookmark import Bookmark
from diemcau.room.relay import Relay
from diemcau.room.rules import Caller
from diemcau.room.tallies import report_head_count
from tests.factories.rooms import make_user, make_world, open_and_start

pytestmark = pytest.mark.django_db(transaction=True)


class Listener:
    """Everything that is said, in order."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict]] = []

    async def __call__(self, subject: str, payload: bytes) -> None:
        self.heard.append((subject, json.loads(payload)))

    def seqs(self, subject: str) -> list[int]:
        """Return the numbers of the rows told on a subject."""
        lists = [said for said_on, said in self.heard if said_on == subject and isinstance(said, list)]
        return [row["seq"] for rows in lists for row in rows]


@pytest.fixture
async def line() -> AsyncIterator[tuple[FakeConnection, Listener, FakeBroker]]:
    broker, listener = FakeBroker(), Listener()
    async with broker.connect() as connection, broker.connect() as other:
        await other.subscribe("conf.>", listener)
        yield connection, listener, broker


def _relay(connection, tmp_path) -> Relay:
    return Relay(connection, Bookmark(tmp_path / "bookmark.json"))


@sync_to_async
def _make_started():
    world = make_world()
    open_and_start(world)
    return world


async def _say(world, name, **given):
    await sync_to_async(room.dispatch)(world.slug, name, **given)


@sync_to_async
def _count(world, venue, delegates):
    caller = Caller(user=make_user(Role.SECRETARY, world.root))
    report_head_count(world.conference, caller=caller, venue=venue, delegates=delegates)


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_pass_on_tells_each_row_once_in_order(line, tmp_path):
    connection, listener, _ = line
    relay = _relay(connection, tmp_path)
    world = await _make_started()
    await relay.pass_on()
    await _say(world, "request_floor", venue=world.venues["anlao"].key)
    await relay.pass_on()
    await relay.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [1, 2, 3]


async def test_restricted_row_is_told_in_full_before_it_is_told_to_all(line, tmp_path):
    connection, listener, _ = line
    relay = _relay(connection, tmp_path)
    world = await _make_started()
    await relay.pass_on()
    await _settle()
    listener.heard.clear()
    venue = world.venues["anlao"].key
    await _say(world, "register_statement", venue=venue, title="Kinh nghiệm cơ sở", speaker="Lò Thị Mai")
    await relay.pass_on()
    await _settle()
    subjects = [subject for subject, _ in listener.heard]
    assert subjects == [
        f"conf.{world.slug}.staff",
        f"conf.{world.slug}.venue.{venue}",
        f"conf.{world.slug}.events",
    ]
    staff, own, public = [said[0]["data"] for _, said in listener.heard]
    assert staff == own
    assert "Kinh nghiệm cơ sở" in staff.values()
    assert "Kinh nghiệm cơ sở" not in json.dumps(public, ensure_ascii=False)


async def test_new_relay_goes_on_from_the_bookmark(line, tmp_path):
    connection, listener, _ = line
    world = await _make_started()
    first = _relay(connection, tmp_path)
    first._bookmark.put("another", 1)
    await first.pass_on()
    await _say(world, "request_floor", venue=world.venues["anlao"].key)
    second = _relay(connection, tmp_path)
    await second.begin()
    await second.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [1, 2, 3]


async def test_relay_without_a_bookmark_begins_at_the_present(line, tmp_path):
    connection, listener, _ = line
    world = await _make_started()
    relay = _relay(connection, tmp_path)
    await relay.begin()
    await _say(world, "request_floor", venue=world.venues["anlao"].key)
    await relay.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [3]


async def test_rows_of_an_outage_are_told_after_it(line, tmp_path):
    connection, listener, broker = line
    world = await _make_started()
    relay = _relay(connection, tmp_path)
    await broker.stop()
    with pytest.raises(LiveEventsDown):
        await relay.pass_on()
    await broker.start()
    await relay.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [1, 2]


async def _make_come_back(connection, tmp_path):
    """Return a room whose rows were told before the live server went away, and its relay, which has just entered again."""
    world = await _make_started()
    relay = _relay(connection, tmp_path)
    await relay.note_entered()
    await relay._tell_rows()
    await relay.note_entered()
    return world, relay


async def test_rows_are_told_again_while_clients_come_back_and_then_no_more(line, tmp_path, monkeypatch):
    monkeypatch.setattr("diemcau.room.relay.AGAIN_PACE_S", 0)
    monkeypatch.setattr("diemcau.room.relay.AGAIN_BEFORE", 1)
    connection, listener, _ = line
    world, relay = await _make_come_back(connection, tmp_path)
    for _ in range(2):
        await relay.pass_on()
    await _say(world, "request_floor", venue=world.venues["anlao"].key)
    await relay.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [1, 2, 2, 2, 2, 3]
    relay._again_until_s = 0.0
    await _say(world, "request_floor", venue=world.venues["hoabinh"].key)
    await relay.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events")[-2:] == [3, 4]
    assert relay._bookmark.get(world.slug) == 4


async def test_rows_that_are_too_many_are_not_told_again(line, tmp_path, monkeypatch):
    monkeypatch.setattr("diemcau.room.relay.AGAIN_PACE_S", 0)
    monkeypatch.setattr("diemcau.room.relay.AGAIN_MOST", 1)
    connection, listener, _ = line
    world, relay = await _make_come_back(connection, tmp_path)
    await relay.pass_on()
    await _say(world, "request_floor", venue=world.venues["anlao"].key)
    await relay.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [1, 2, 3]


async def test_heads_come_behind_the_rows_that_are_told_again(line, tmp_path):
    connection, listener, _ = line
    world, relay = await _make_come_back(connection, tmp_path)
    await _count(world, world.venues["anlao"].key, 40)
    await relay.hear_nudge(f"nudge.{world.slug}", b"tallies")
    await relay.tell_tallies()
    await _settle()
    listener.heard.clear()
    await relay.tell_heads()
    await _settle()
    subjects = [subject for subject, _ in listener.heard]
    events, head = f"conf.{world.slug}.events", f"conf.{world.slug}.head"
    assert subjects.count(head) == 1
    assert subjects.index(events) < subjects.index(head)


async def test_second_outage_keeps_the_rows_of_the_first(line, tmp_path, monkeypatch):
    monkeypatch.setattr("diemcau.room.relay.AGAIN_BEFORE", 1)
    connection, listener, _ = line
    world, relay = await _make_come_back(connection, tmp_path)
    for name in ("anlao", "hoabinh"):
        await _say(world, "request_floor", venue=world.venues[name].key)
    await relay._tell_rows()
    await relay.note_entered()
    await _settle()
    listener.heard.clear()
    await relay._tell_rows()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [2, 3, 4]


async def test_quiet_room_is_not_told_again(line, tmp_path, monkeypatch):
    monkeypatch.setattr("diemcau.room.relay.JUST_TOLD_S", 0)
    connection, listener, _ = line
    world, relay = await _make_come_back(connection, tmp_path)
    await relay.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [1, 2]


async def test_restored_database_moves_the_bookmark_back(line, tmp_path):
    connection, listener, _ = line
    world = await _make_started()
    relay = _relay(connection, tmp_path)
    relay._bookmark.put(world.slug, 40)
    await relay.pass_on()
    await _say(world, "request_floor", venue=world.venues["anlao"].key)
    await relay.pass_on()
    await _settle()
    assert listener.seqs(f"conf.{world.slug}.events") == [3]


async def test_head_names_only_what_was_told(line, tmp_path):
    connection, listener, _ = line
    world = await _make_started()
    relay = _relay(connection, tmp_path)
    await relay.pass_on()
    await _say(world, "request_floor", venue=world.venues["anlao"].key)
    await relay.tell_heads()
    await _settle()
    subject, said = listener.heard[-1]
    assert subject == f"conf.{world.slug}.head"
    assert (said["head"], said["delegates"], said["reported"]) == (2, 0, 0)
    assert said["at"].endswith("Z")


async def test_counts_are_told_at_once_as_changes(line, tmp_path):
    connection, listener, _ = line
    world = await _make_started()
    relay = _relay(connection, tmp_path)
    await relay.tell_heads()
    venue = world.venues["anlao"].key
    await _count(world, venue, 41)
    await relay.hear_nudge(f"nudge.{world.slug}", b"tallies")
    listener.heard.clear()
    await relay.tell_tallies()
    await relay.tell_tallies()
    await _settle()
    assert [subject for subject, _ in listener.heard] == [
        f"conf.{world.slug}.head",
        f"conf.{world.slug}.staff",
        f"conf.{world.slug}.venue.{venue}",
    ]
    assert (listener.heard[0][1]["delegates"], listener.heard[0][1]["reported"]) == (41, 1)
    counted = {"tallies": {"head_counts": {venue: 41}, "seen": {}}}
    assert [said for _, said in listener.heard[1:]] == [counted, counted]


async def test_change_that_the_tick_saw_first_is_told_all_the_same(line, tmp_path):
    connection, listener, _ = line
    world = await _make_started()
    relay = _relay(connection, tmp_path)
    await relay.tell_heads()
    venue = world.venues["anlao"].key
    await _count(world, venue, 41)
    listener.heard.clear()
    await relay.tell_heads()
    await _settle()
    assert (
        f"conf.{world.slug}.staff",
        {"tallies": {"head_counts": {venue: 41}, "seen": {}}},
    ) in listener.heard


async def test_nudge_wakes_at_once_and_is_taken_once(line, tmp_path):
    relay = _relay(line[0], tmp_path)
    await relay.hear_nudge("nudge.demo", b"log")
    await asyncio.wait_for(relay.wait_for_nudge(), 5)
    assert not relay._woken.is_set()
