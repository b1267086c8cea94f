"""The connection of one of our own processes to NATS, over nats-py.

The library ends a connection for good on several things that the server says, and waits for minutes on a server that is
away. So it makes single connections only, each with a time limit, and `Connection` makes a new one for ever.
"""

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from random import SystemRandom
from typing import Self

from nats.aio.client import Client
from nats.aio.msg import Msg

from diemcau.adapters.nats import tokens
from diemcau.adapters.nats.errors import LiveEventsDown, LiveEventsFault, not_connected, translate, translated
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.nkeys import KeyPair
from diemcau.core.errors import DiemCauError

log = logging.getLogger(__name__)

CONNECT_TIMEOUT_S = 3
FLUSH_TIMEOUT_S = 5
RETRY_S = (0.1, 1.0)
_CHANCE = SystemRandom()

Handler = Callable[[str, bytes], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Identity:
    """As whom a process enters: a token, and the key that answers the server's challenge."""

    name: str
    jwt: str
    key: KeyPair

    @classmethod
    def of_process(cls, keyring: Keyring, name: str) -> Self:
        """Return the identity of one of our processes."""
        return cls(name, *tokens.process_token(keyring, name))

    @classmethod
    def of_system(cls, keyring: Keyring, name: str) -> Self:
        """Return an identity in the server's own account."""
        return cls(name, *tokens.system_token(keyring, name))

    def sign(self, nonce: str) -> bytes:
        """Answer the server's challenge."""
        return base64.b64encode(self.key.sign(nonce.encode()))


class Connection:
    """A connection that comes back by itself, with its subscriptions.

    What is said while it is away is not kept: `publish` raises, and the caller knows what to say again.
    """

    def __init__(self, url: str, identity: Identity) -> None:
        self._url = url
        self._identity = identity
        self._on_entered: tuple[Callable[[], Awaitable[None]], ...] = ()
        self._handlers: dict[str, Handler] = {}
        self._client: Client | None = None
        self._up = asyncio.Event()
        self._ended = asyncio.Event()
        self._faults: list[DiemCauError] = []
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin to connect; `wait_connected` waits for it."""
        self._task = asyncio.create_task(self._keep(), name=f"nats {self._identity.name}")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close for good."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def on_entered(self, *deeds: Callable[[], Awaitable[None]]) -> None:
        """Have these done, in this order, each time the server was entered; what the first does without waiting comes before
        anything that others say.
        """
        self._on_entered = deeds

    @property
    def connected(self) -> bool:
        """Whether the server is there now."""
        return self._up.is_set()

    async def wait_connected(self, timeout_s: float) -> None:
        """Wait until the server is there.

        Raises:
            LiveEventsDown: it was not, in that time.
        """
        with translated():
            await asyncio.wait_for(self._up.wait(), timeout_s)

    async def subscribe(self, subject: str, handler: Handler) -> None:
        """Call `handler(subject, payload)` for each message, one after another; kept over reconnections."""
        self._handlers[subject] = handler
        if self._client is not None and self.connected:
            with translated():
                await self._subscribe(self._client, subject)

    async def publish(self, subject: str, payload: bytes) -> None:
        """Hand a message to the connection; `flush` tells whether the server has it.

        Raises:
            NotConnected: the connection is away.
            MessageTooLarge: more bytes than the server takes.
        """
        with translated():
            await self._standing().publish(subject, payload)

    async def flush(self, timeout_s: float = FLUSH_TIMEOUT_S) -> None:
        """Return when the server has handled all that was published before.

        Raises:
            LiveEventsDown: it did not answer in time, or is away.
            SubjectRefused: it refused a subject since the last flush.
        """
        with translated():
            await self._flushed(self._standing(), timeout_s)
        if self._faults:
            raise self._faults.pop(0)

    async def _flushed(self, client: Client, timeout_s: float) -> None:
        """Wait for the server's answer; the library would go on waiting on a connection that has ended."""
        answer = asyncio.ensure_future(client.flush(timeout_s))
        end = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait({answer, end}, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise not_connected()
            answer.result()
        finally:
            answer.cancel()
            end.cancel()

    def _standing(self) -> Client:
        if self._client is None or not self.connected:
            raise not_connected()
        return self._client

    async def _keep(self) -> None:
        silent = False
        while True:
            try:
                await self._live()
                silent = False
            except (LiveEventsDown, LiveEventsFault) as error:
                if not silent:
                    log.warning("%s: %s", self._identity.name, error.message)
                silent = True
            await asyncio.sleep(_CHANCE.uniform(*RETRY_S))

    async def _live(self) -> None:
        """Make one connection and stay with it to its end."""
        ended = self._ended = asyncio.Event()
        client = await _connect(self._url, self._identity, ended=ended, on_error=self._note)
        try:
            for subject in self._handlers:
                await self._subscribe(client, subject)
            self._client = client
            self._up.set()
            for deed in self._on_entered:
                await deed()
            await ended.wait()
        finally:
            self._up.clear()
            self._client = None
            await _close(client)

    async def _subscribe(self, client: Client, subject: str) -> None:
        handler = self._handlers[subject]

        async def handle(message: Msg) -> None:
            await handler(message.subject, message.data)

        with translated():
            await client.subscribe(subject, cb=handle)

    async def _note(self, error: Exception) -> None:
        fault = translate(error)
        if isinstance(fault, LiveEventsFault) and self.connected:
            log.error("%s: %s (%s)", self._identity.name, fault.message, error)
            self._faults.append(fault)


async def request_once(url: str, identity: Identity, subject: str, payload: bytes) -> bytes:
    """Connect, ask one question, and return the answer.

    Raises:
        LiveEventsDown: the server does not answer in time.
        EntryRefused: it does not accept the identity.
    """
    client = await _connect(url, identity, ended=asyncio.Event(), on_error=_ignore)
    try:
        with translated():
            answer: bytes = (await client.request(subject, payload, timeout=FLUSH_TIMEOUT_S)).data
            return answer
    finally:
        await _close(client)


async def _connect(
    url: str, identity: Identity, *, ended: asyncio.Event, on_error: Callable[[Exception], Awaitable[None]]
) -> Client:
    async def closed() -> None:
        ended.set()

    client = Client()
    try:
        with translated():
            await asyncio.wait_for(
                client.connect(
                    url,
                    name=identity.name,
                    allow_reconnect=False,
                    connect_timeout=CONNECT_TIMEOUT_S,
                    max_reconnect_attempts=1,
                    reconnect_time_wait=0,
                    ping_interval=10,
                    user_jwt_cb=identity.jwt.encode,
                    signature_cb=identity.sign,
                    closed_cb=closed,
                    error_cb=on_error,
                ),
                CONNECT_TIMEOUT_S + 1,
            )
    except BaseException:
        await _close(client)
        raise
    return client


async def _close(client: Client) -> None:
    with suppress(Exception):  # it is given up either way
        await asyncio.wait_for(client.close(), 1)


async def _ignore(_: Exception) -> None:
    """Errors of a single question come out of the question itself."""
