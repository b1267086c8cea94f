"""The pulse process with the fake of the live server."""

import asyncio
import json

import httpx
import pytest
from asgiref.sync import sync_to_async

from diemcau.adapters.nats.fake import FakeBroker
from diemcau.people.roles import Role
from diemcau.room import api as room
from diemcau.room import pulse as process
from diemcau.room.models import LinkSpan
from diemcau.room.pulse import Pulses
from diemcau.room.pulse_http import application
from diemcau.room.rules import Caller
from tests.factories.rooms import make_user, make_world, open_and_start

PULSE = json.dumps(
    {"v": "theirs", "d": "d1", "face": "hall", "q": "good", "bh": 3, "r": "720p", "st": 0}
).encode()


async def _settle():
    for _ in range(5):
        await asyncio.sleep(0)


async def _boards_told(pulses, broker, *, whole):
    told = []

    async def hear(subject, payload):
        told.append((subject, json.loads(payload)))

    async with broker.connect() as listener:
        await listener.subscribe("conf.*.board", hear)
        await (pulses.tell_whole() if whole else pulses.tell_changes())
        await _settle()
    return told


async def test_pulse_counts_for_the_venue_of_its_subject_whatever_it_says():
    broker = FakeBroker()
    async with broker.connect() as connection:
        pulses = Pulses(connection)
        await pulses.hear("conf.demo.venue.mine.pulse", PULSE)
        await pulses.hear("conf.demo.venue.mine.pulse", b"nonsense")
        told = await _boards_told(pulses, broker, whole=False)
    assert [(subject, list(said["venues"])) for subject, said in told] == [("conf.demo.board", ["mine"])]


async def test_nothing_is_told_while_nothing_changes():
    broker = FakeBroker()
    async with broker.connect() as connection:
        pulses = Pulses(connection)
        await pulses.hear("conf.demo.venue.mine.pulse", PULSE)
        await _boards_told(pulses, broker, whole=False)
        await pulses.hear("conf.demo.venue.mine.pulse", PULSE)
        assert await _boards_told(pulses, broker, whole=False) == []
        assert len(await _boards_told(pulses, broker, whole=True)) == 1


async def test_very_many_venues_are_told_in_parts(monkeypatch):
    monkeypatch.setattr(process, "VENUES_AT_ONCE", 2)
    broker = FakeBroker()
    async with broker.connect() as connection:
        pulses = Pulses(connection)
        for number in range(5):
            await pulses.hear(f"conf.demo.venue.v{number}.pulse", PULSE)
        told = await _boards_told(pulses, broker, whole=True)
    assert [(said["full"], len(said["venues"]), said["connected"]) for _, said in told] == [
        (True, 2, 5),
        (False, 2, 5),
        (False, 1, 5),
    ]


async def test_http_answers_board_and_health():
    broker = FakeBroker()
    async with broker.connect() as connection:
        pulses = Pulses(connection)
        await pulses.hear("conf.demo.venue.mine.pulse", PULSE)
        transport = httpx.ASGITransport(application(pulses.boards))
        async with httpx.AsyncClient(transport=transport, base_url="http://pulse") as client:
            board = (await client.get("/board/demo")).json()
            assert (board["full"], list(board["venues"])) == (True, ["mine"])
            assert (await client.get("/board/other")).json()["venues"] == {}
            assert (await client.get("/health")).json() == {"status": "ok", "conferences": 1}
            assert (await client.get("/elsewhere")).status_code == 404


@sync_to_async
def _started():
    world = make_world()
    open_and_start(world)
    return world


@sync_to_async
def _end(world):
    room.dispatch(world.slug, "end", caller=Caller(user=make_user(Role.CHAIR, world.root)))


@pytest.mark.django_db(transaction=True)
async def test_ended_conference_is_dropped_with_its_last_span_and_stays_so():
    world = await _started()
    subject = f"conf.{world.slug}.venue.{world.venues['anlao'].key}.pulse"
    broker = FakeBroker()
    async with broker.connect() as connection:
        pulses = Pulses(connection)
        await pulses.hear(subject, PULSE)
        await pulses.forget()
        assert list(pulses.boards) == [world.slug]
        await _end(world)
        await pulses.forget()
        assert await sync_to_async(LinkSpan.objects.count)() == 1
        await pulses.hear(subject, PULSE)
        assert pulses.boards == {}
        assert await _boards_told(pulses, broker, whole=True) == []


@pytest.mark.django_db(transaction=True)
async def test_conference_of_which_no_venue_is_on_is_dropped_until_one_is(monkeypatch):
    broker = FakeBroker()
    async with broker.connect() as connection:
        pulses = Pulses(connection)
        await pulses.hear("conf.demo.venue.mine.pulse", PULSE)
        with monkeypatch.context() as later:
            at_s = process.time.time()
            later.setattr(process.time, "time", lambda: at_s + process.IDLE_S + 1)
            await pulses.forget()
        assert pulses.boards == {}
        await pulses.hear("conf.demo.venue.mine.pulse", PULSE)
        assert list(pulses.boards) == ["demo"]
