"""A NATS without a server, for tests of what stands above: the same interface, errors and order."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Self

from diemcau.adapters.nats.client import Handler
from diemcau.adapters.nats.config import MAX_PAYLOAD_BYTES
from diemcau.adapters.nats.errors import message_too_large, not_connected, server_away


class FakeBroker:
    """What all connections of a test share; `stop` and `start` play an outage."""

    def __init__(self) -> None:
        self.connections: list[FakeConnection] = []
        self.up = asyncio.Event()
        self.up.set()

    def connect(self) -> "FakeConnection":
        """Return a connection, to be entered by `async with`."""
        return FakeConnection(self)

    async def stop(self) -> None:
        """Go away; what was published and not yet handled is lost."""
        self.up.clear()
        for connection in self.connections:
            connection.inbox.clear()

    async def start(self) -> None:
        """Come back."""
        self.up.set()


class FakeConnection:
    """Behaves as `client.Connection` does."""

    def __init__(self, broker: FakeBroker) -> None:
        self._broker = broker
        self._handlers: dict[str, Handler] = {}
        self.inbox: deque[tuple[str, bytes]] = deque()
        self._filled = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._broker.connections.append(self)
        self._task = asyncio.create_task(self._handle())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._broker.connections.remove(self)
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    @property
    def connected(self) -> bool:
        """Whether the broker is there now."""
        return self._broker.up.is_set()

    async def wait_connected(self, timeout_s: float) -> None:
        """Wait until the broker is there."""
        try:
            await asyncio.wait_for(self._broker.up.wait(), timeout_s)
        except TimeoutError:
            raise server_away() from None

    async def subscribe(self, subject: str, handler: Handler) -> None:
        """Call the handler for each message."""
        self._handlers[subject] = handler

    async def publish(self, subject: str, payload: bytes) -> None:
        """Put the message before every subscriber."""
        self._check_connected()
        if len(payload) > MAX_PAYLOAD_BYTES:
            raise message_too_large()
        for connection in self._broker.connections:
            connection.inbox.append((subject, payload))
            connection._filled.set()  # noqa: SLF001

    async def flush(self, timeout_s: float = 5) -> None:  # noqa: ARG002
        """Return at once: nothing is ever on its way."""
        self._check_connected()

    def _check_connected(self) -> None:
        if not self.connected:
            raise not_connected()

    async def _handle(self) -> None:
        while True:
            await self._filled.wait()
            self._filled.clear()
            while self.inbox:
                subject, payload = self.inbox.popleft()
                for pattern, handler in list(self._handlers.items()):
                    if matches(pattern, subject):
                        await handler(subject, payload)


def matches(pattern: str, subject: str) -> bool:
    """Tell whether a subscription hears a subject: `*` is one part, `>` at the end is one or more."""
    parts, words = pattern.split("."), subject.split(".")
    if parts[-1] == ">":
        return len(words) >= len(parts) and matches(".".join(parts[:-1]), ".".join(words[: len(parts) - 1]))
    return len(parts) == len(words) and all(
        part in {"*", word} for part, word in zip(parts, words, strict=True)
    )
