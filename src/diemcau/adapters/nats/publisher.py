"""Say something on NATS from code that has no event loop, without ever waiting for it.

What cannot be said is dropped: this is for nudges, which only make quicker what happens anyway.
"""

import asyncio
import threading
from contextlib import suppress

from diemcau.adapters.nats.client import Connection, Identity
from diemcau.core.errors import DiemCauError

_FIRST_WAIT_S = 3
_WAITING = 1000  # messages; more are dropped


class Publisher:
    """A connection in a thread of its own, begun by the first `publish` of the process."""

    def __init__(self, url: str, identity: Identity) -> None:
        self._url = url
        self._identity = identity
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._queue: asyncio.Queue[tuple[str, bytes] | None] = asyncio.Queue(_WAITING)

    def publish(self, subject: str, payload: bytes = b"") -> None:
        """Say it soon, or drop it if the server is away; never waits and never raises."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(
                    target=self._run, args=[self._loop], name="nats publisher", daemon=True
                ).start()
            self._loop.call_soon_threadsafe(self._put, (subject, payload))

    def close(self) -> None:
        """Say what is waiting and end the thread; a later `publish` begins anew."""
        with self._lock:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._put, None)
                self._loop = None

    def _put(self, said: tuple[str, bytes] | None) -> None:
        with suppress(asyncio.QueueFull):
            self._queue.put_nowait(said)

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(self._live())

    async def _live(self) -> None:
        async with Connection(self._url, self._identity) as connection:
            with suppress(DiemCauError):
                await connection.wait_connected(_FIRST_WAIT_S)
            while (said := await self._queue.get()) is not None:
                with suppress(DiemCauError):
                    await connection.publish(*said)
            with suppress(DiemCauError):
                await connection.flush()
