"""The one connection of the media process to Janus, made again whenever it is asked for and gone."""

import asyncio
import logging

from diemcau.media.ports import Janus, JanusMaker

log = logging.getLogger(__name__)


class JanusLink:
    """Hands out the connection; several conferences share it."""

    def __init__(self, make: JanusMaker) -> None:
        self._make = make
        self._janus: Janus | None = None
        self._lock = asyncio.Lock()

    @property
    def up(self) -> bool:
        """Whether there is a connection now."""
        return self._janus is not None and not self._janus.closed

    async def get(self) -> Janus:
        """Return the connection.

        Raises:
            JanusDown: Janus does not answer.
        """
        async with self._lock:
            if self._janus is None or self._janus.closed:
                await self._forget()
                self._janus = await self._make()
                log.info("connected to Janus")
            return self._janus

    async def _forget(self) -> None:
        if self._janus is not None:
            log.warning("the connection to Janus is gone")
            await self._janus.close()
            self._janus = None

    async def close(self) -> None:
        """End the connection."""
        await self._forget()
