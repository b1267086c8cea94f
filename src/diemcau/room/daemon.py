"""What the relay and the pulse process share: loop and signals."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import uvicorn
import uvloop
from asgiref.sync import sync_to_async
from django.db import Error as DatabaseFault
from django.db import close_old_connections

from diemcau.core.errors import DiemCauError

log = logging.getLogger(__name__)

T = TypeVar("T")

_REST_S = 1.0  # after a fault, before the next try


def run(work: Callable[[], Awaitable[None]]) -> int:
    """Run `work` until it ends or the process is told to stop; return the exit status."""
    uvloop.run(_until_told(work))
    return 0


async def _until_told(work: Callable[[], Awaitable[None]]) -> None:
    task = asyncio.ensure_future(work())
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("told to stop")


async def every(
    seconds: float, step: Callable[[], Awaitable[None]], *, after: Callable[[], None] = lambda: None
) -> None:
    """Do a step again and again, and `after` whenever it was done; a fault of the database or of NATS is logged."""
    while True:
        try:
            await step()
            after()
            await asyncio.sleep(seconds)
        except (DatabaseFault, DiemCauError) as error:
            log.warning("%s: %s", getattr(step, "__qualname__", step), error)
            await asyncio.sleep(_REST_S)


async def ask(query: Callable[[], T]) -> T:
    """Run a query outside the loop, always in the same thread."""

    def fresh() -> T:
        close_old_connections()
        return query()

    return await sync_to_async(fresh)()


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to `run`, which ends all of the process's work at once."""
        yield


async def serve_http(application: Any, port: int) -> None:
    """Answer HTTP on loopback beside the other work."""
    config = uvicorn.Config(
        application, host="127.0.0.1", port=port, lifespan="off", log_config=None, access_log=False
    )
    await _Server(config).serve()
