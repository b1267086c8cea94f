"""A fleet of simulated venues against a real NATS server, with the log served over real HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from diemcau.adapters.nats.client import Connection
from diemcau.simulation.entry import Seat
from diemcau.simulation.fleet import Fleet
from diemcau.simulation.plan import Plan
from tests.adapters.nats.server import Server

pytestmark = pytest.mark.real

VENUES = 20


def _row(seq: int) -> dict[str, object]:
    at = "2022-04-28T01:15:00.000Z"
    return {"seq": seq, "type": "room.floor.requested", "version": 1, "at": at, "data": {}}


class Log:
    """The log as the web application answers it."""

    def __init__(self) -> None:
        self.head = 0
        self.asked = 0
        self.port = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while request := await reader.readline():
            while (await reader.readline()).strip():
                pass
            self.asked += 1
            after = int(parse_qs(urlsplit(request.split()[1].decode()).query)["after"][0])
            rows = [_row(seq) for seq in range(after + 1, self.head + 1)]
            body = json.dumps({"head": self.head, "events": rows}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        writer.close()


@pytest.fixture
async def log() -> AsyncIterator[Log]:
    kept = Log()
    server = await asyncio.start_server(kept.answer, "127.0.0.1", 0)
    kept.port = server.sockets[0].getsockname()[1]
    yield kept
    server.close()


@pytest.fixture
async def server(tmp_path) -> AsyncIterator[Server]:
    running = Server(tmp_path / "nats")
    await running.start()
    yield running
    await running.stop()


def _fleet(server: Server, log: Log) -> Fleet:
    return Fleet(
        Plan(
            conference="demo",
            url=f"http://127.0.0.1:{log.port}",
            nats_url=f"ws://127.0.0.1:{server.ports.websocket}/nats",
            seats=[Seat(f"v{number}", f"a{number}.signature") for number in range(VENUES)],
            first=0,
            clients=VENUES,
            after=0,
            pulse_s=0.5,
            seed=server.seed,
            feed_pass="pass",
        )
    )


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not done():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def _tell(relay: Connection, log: Log, seqs: range, *, head: bool = False) -> None:
    for seq in seqs:
        log.head = seq
        await relay.publish("conf.demo.events", json.dumps([_row(seq)]).encode())
    if head:
        await relay.publish("conf.demo.head", json.dumps({"head": log.head}).encode())
    await relay.flush()


async def test_every_client_receives_every_row_and_sends_pulses(server, log):
    fleet, pulses = _fleet(server, log), set()

    async def hear(subject: str, _payload: bytes) -> None:
        pulses.add(subject)

    async with server.connect("relay") as relay:
        await relay.wait_connected(5)
        await relay.subscribe("conf.demo.venue.*.pulse", hear)
        await fleet.start()
        await _until(lambda: fleet.connected == VENUES)
        await _tell(relay, log, range(1, 101))
        await _until(lambda: all(venue.ledger.seq == 100 for venue in fleet.venues))
        await _until(lambda: len(pulses) == VENUES)
    seen = await fleet.finish(list(range(1, 101)))
    assert (seen.connected, seen.deliveries, seen.missing, seen.fetches) == (VENUES, 100 * VENUES, 0, 0)
    assert seen.latency.total == 100 * VENUES
    assert log.asked == 0


async def test_client_that_lost_its_link_fetches_what_it_missed(server, log):
    fleet = _fleet(server, log)
    async with server.connect("relay") as relay:
        await relay.wait_connected(5)
        await fleet.start()
        await _until(lambda: fleet.connected == VENUES)
        fleet.venues[3].drop(away_s=0.3)
        await _until(lambda: not fleet.venues[3].connected)
        await _tell(relay, log, range(1, 6))
        await _until(lambda: fleet.connected == VENUES)
        assert fleet.venues[3].ledger.seq == 0
        await _tell(relay, log, range(6, 7), head=True)
        await _until(lambda: fleet.venues[3].ledger.seq == 6)
    seen = await fleet.finish(list(range(1, 7)))
    assert (seen.missing, seen.doubled, seen.out_of_order, seen.returns, seen.fetches) == (0, 0, 0, 1, 1)


async def test_killed_server_is_followed_again_by_all(server, log):
    fleet = _fleet(server, log)
    async with server.connect("relay") as relay:
        await relay.wait_connected(5)
        await fleet.start()
        await _until(lambda: fleet.connected == VENUES)
        await server.stop()
        await _until(lambda: fleet.connected == 0)
        await server.start()
        await _until(lambda: fleet.connected == VENUES)
        await relay.wait_connected(5)
        await _tell(relay, log, range(1, 4), head=True)
        await _until(lambda: all(venue.ledger.seq == 3 for venue in fleet.venues))
    assert (await fleet.finish([1, 2, 3])).returns == VENUES


async def test_row_that_nobody_was_told_is_reported_as_missing(server, log):
    fleet = _fleet(server, log)
    async with server.connect("relay") as relay:
        await relay.wait_connected(5)
        await fleet.start()
        await _until(lambda: fleet.connected == VENUES)
        await _tell(relay, log, range(1, 3))
        await _until(lambda: all(venue.ledger.seq == 2 for venue in fleet.venues))
    assert (await fleet.finish([1, 2, 3])).missing == VENUES
