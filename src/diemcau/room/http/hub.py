"""One connection to NATS for all readers of this process who follow by Server-Sent Events."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from django.conf import settings

from diemcau.adapters.nats.client import Connection, Identity
from diemcau.room.live import keyring

WAITING = 500  # messages; a reader that is further behind is let go, comes back and catches up


class Hub:
    """Hands each message to the readers of its subject. It is made in the event loop in which it is used."""

    def __init__(self) -> None:
        self._readers: dict[str, set[asyncio.Queue[tuple[str, bytes] | None]]] = defaultdict(set)
        self._connection: Connection | None = None
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def reading(self, subjects: list[str]) -> AsyncIterator[asyncio.Queue[tuple[str, bytes] | None]]:
        """Give a queue of `(subject, payload)`; None in it means that the reader was too slow and is let go."""
        queue: asyncio.Queue[tuple[str, bytes] | None] = asyncio.Queue(WAITING + 1)
        for subject in subjects:
            await self._subscribe(subject)
            self._readers[subject].add(queue)
        try:
            yield queue
        finally:
            for subject in subjects:
                self._readers[subject].discard(queue)

    async def _subscribe(self, subject: str) -> None:
        async with self._lock:
            if self._connection is None:
                self._connection = Connection(settings.NATS_URL, Identity.of_process(keyring(), "web stream"))
                await self._connection.__aenter__()
            if subject not in self._readers:
                await self._connection.subscribe(subject, self._hand_on)

    async def _hand_on(self, subject: str, payload: bytes) -> None:
        for queue in list(self._readers[subject]):
            if queue.qsize() < WAITING:
                queue.put_nowait((subject, payload))
            elif not queue.full():
                queue.put_nowait(None)


hub = Hub()
