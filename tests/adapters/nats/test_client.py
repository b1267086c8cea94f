"""One contract for the real connection and the fake, and what only the real one can show."""

import asyncio
import inspect

import pytest
from nats import errors as library
from nats.js import errors as jetstream

from diemcau.adapters.nats import errors
from diemcau.adapters.nats.client import Connection, Identity, request_once
from diemcau.adapters.nats.config import MAX_PAYLOAD_BYTES
from diemcau.adapters.nats.errors import (
    EntryRefused,
    LiveEventsDown,
    MessageTooLarge,
    NotConnected,
    SubjectRefused,
)
from diemcau.adapters.nats.fake import FakeBroker
from diemcau.adapters.nats.keyring import Keyring
from tests.adapters.nats.server import Server


class Ear:
    """Hears, and lets a test wait for what it hears."""

    def __init__(self):
        self.heard = []
        self.more = asyncio.Event()

    async def __call__(self, subject, payload):
        self.heard.append((subject, payload))
        self.more.set()

    async def wait(self, count):
        async with asyncio.timeout(10):
            while len(self.heard) < count:
                self.more.clear()
                await self.more.wait()
        return self.heard


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.real)])
async def broker(request, tmp_path):
    running = FakeBroker() if request.param == "fake" else Server(tmp_path / "nats")
    await running.start()
    yield running
    await running.stop()


async def test_publish_reaches_each_subscriber_in_order(broker):
    first, second = Ear(), Ear()
    async with broker.connect() as one, broker.connect() as two:
        await one.wait_connected(5)
        await two.wait_connected(5)
        await one.subscribe("conf.demo.events", first)
        await two.subscribe("conf.demo.events", second)
        await two.flush()
        for number in range(50):
            await one.publish("conf.demo.events", b"%d" % number)
        expected = [("conf.demo.events", b"%d" % number) for number in range(50)]
        assert await first.wait(50) == expected
        assert await second.wait(50) == expected


@pytest.mark.parametrize(
    ("pattern", "heard"),
    [
        ("conf.*.venue.*.pulse", ["conf.a.venue.x.pulse", "conf.b.venue.y.pulse"]),
        ("conf.a.>", ["conf.a.events", "conf.a.venue.x.pulse"]),
        ("conf.*.events", ["conf.a.events"]),
    ],
)
async def test_subscription_with_wildcard_hears_what_fits(broker, pattern, heard):
    ear = Ear()
    async with broker.connect() as connection:
        await connection.wait_connected(5)
        await connection.subscribe(pattern, ear)
        await connection.subscribe("conf.end", ear)
        for subject in ["conf.a.events", "conf.a.venue.x.pulse", "conf.b.venue.y.pulse", "conf.end"]:
            await connection.publish(subject, b"")
        await ear.wait(len(heard) + 1)
    assert [subject for subject, _ in ear.heard] == [*heard, "conf.end"]


async def test_publish_while_away_raises_and_works_again_after(broker):
    ear = Ear()
    async with broker.connect() as connection:
        await connection.wait_connected(5)
        await connection.subscribe("conf.demo.events", ear)
        await broker.stop()
        with pytest.raises(LiveEventsDown):  # noqa: PT012
            while True:
                await connection.publish("conf.demo.events", b"lost")
                await connection.flush()
        await broker.start()
        await connection.wait_connected(10)
        await connection.publish("conf.demo.events", b"after")
        await connection.flush()
        await ear.wait(1)
    assert ear.heard[-1] == ("conf.demo.events", b"after")


async def test_wait_connected_without_a_server_gives_up(broker):
    await broker.stop()
    async with broker.connect() as connection:
        with pytest.raises(LiveEventsDown):
            await connection.wait_connected(0.3)
        with pytest.raises(NotConnected):
            await connection.publish("conf.demo.events", b"")


async def test_publish_of_too_much_is_refused_and_leaves_the_connection(broker):
    async with broker.connect() as connection:
        await connection.wait_connected(5)
        with pytest.raises(MessageTooLarge):
            await connection.publish("conf.demo.events", bytes(MAX_PAYLOAD_BYTES + 1))
        await connection.publish("conf.demo.events", bytes(MAX_PAYLOAD_BYTES))
        await connection.flush()


@pytest.mark.real
async def test_flush_tells_of_a_refused_subject_and_the_connection_stands(server):
    async with server.connect() as connection:
        await connection.wait_connected(5)
        await connection.publish("elsewhere", b"")
        with pytest.raises(SubjectRefused):
            await connection.flush()
        await connection.flush()


@pytest.mark.real
async def test_flush_ends_with_the_connection_and_not_with_its_own_time(server):
    async with server.connect() as connection:
        await connection.wait_connected(5)
        server.freeze()
        flushing = asyncio.ensure_future(connection.flush(600))
        await asyncio.sleep(0.2)
        await server.stop()
        async with asyncio.timeout(60):
            with pytest.raises(NotConnected):
                await flushing


@pytest.mark.real
async def test_stranger_is_refused(server):
    stranger = Identity.of_system(Keyring("another seed that only tests use, long"), "stranger")
    with pytest.raises(EntryRefused):
        await request_once(server.url, stranger, "$SYS.REQ.SERVER.PING", b"")


async def test_request_without_a_server_gives_up():
    identity = Identity.of_system(Keyring("a seed that only tests use, 32 or more"), "revoker")
    with pytest.raises(LiveEventsDown):
        await request_once("nats://127.0.0.1:9", identity, "$SYS.REQ.SERVER.PING", b"")


@pytest.mark.real
async def test_connection_comes_back_after_the_server_ended_it(server):
    """Revoking a key ends the connection by an error, after which nats-py would stay away for good."""
    async with server.connect("relay") as connection, server.connect("other") as other:
        await connection.wait_connected(5)
        await other.wait_connected(5)
        await server.stop()
        await server.start()
        await connection.wait_connected(10)
        await other.wait_connected(10)
        await connection.flush()


def _exceptions(module):
    return [kind for _, kind in inspect.getmembers(module, inspect.isclass) if issubclass(kind, Exception)]


EXPECTED = {
    "AuthorizationError": EntryRefused,
    "InvalidUserCredentialsError": EntryRefused,
    "MaxPayloadError": MessageTooLarge,
    "ConnectionClosedError": NotConnected,
    "ConnectionDrainingError": NotConnected,
    "ConnectionReconnectingError": NotConnected,
    "OutboundBufferLimitError": NotConnected,
    "StaleConnectionError": NotConnected,
    "UnexpectedEOF": NotConnected,
    "TimeoutError": LiveEventsDown,
    "FlushTimeoutError": LiveEventsDown,
    "DrainTimeoutError": LiveEventsDown,
    "NoServersError": LiveEventsDown,
    "NoRespondersError": LiveEventsDown,
}


@pytest.mark.parametrize("kind", _exceptions(library), ids=lambda kind: kind.__name__)
def test_every_exception_of_the_library_becomes_one_of_ours(kind):
    error = kind.__new__(kind)
    Exception.__init__(error, "")
    for name in ("subject", "reply", "sid", "sub", "key", "_msg"):
        vars(error).setdefault(name, None)
    expected = EXPECTED.get(kind.__name__, errors.LiveEventsFault)
    assert type(errors.translate(error)) is expected


def test_jetstream_is_not_used_and_needs_no_translation():
    assert all(
        issubclass(kind, library.Error)
        for kind in _exceptions(jetstream)
        if kind.__module__ == jetstream.__name__
    )


@pytest.mark.parametrize("error", [ConnectionRefusedError(), TimeoutError(), OSError()])
def test_network_errors_mean_that_the_server_is_down(error):
    assert type(errors.translate(error)) is LiveEventsDown


def test_connection_needs_no_server_to_be_made():
    assert not Connection("nats://127.0.0.1:9", Identity.of_process(Keyring("x" * 40), "relay")).connected
