"""Which programme feeds everybody may watch: the front door opens those that bear a mark (docs/contracts.md)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from asgiref.sync import sync_to_async
from django.db import Error as DatabaseError
from django.db import close_old_connections

from diemcau.conferences import api as conferences

log = logging.getLogger(__name__)

LOOK_S = 1.0
MARK = ".public"


@sync_to_async
def list_public() -> set[str]:
    """Return the slugs of the conferences that are open to the public now."""
    close_old_connections()
    try:
        return conferences.list_public_slugs()
    finally:
        close_old_connections()


async def follow(feeds: Path, list_public: Callable[[], Awaitable[set[str]]]) -> None:
    """Keep the marks as the conferences say, for ever; while the database is away they stay as they are."""
    while True:
        try:
            match(feeds, await list_public())
        except (DatabaseError, OSError) as error:
            log.warning("the feeds' marks could not be looked at: %s", error)
        await asyncio.sleep(LOOK_S)


def match(feeds: Path, public: set[str]) -> None:
    """Mark the feeds of these conferences, also those of the past, and no others."""
    for folder in feeds.iterdir() if feeds.is_dir() else ():
        mark = folder / MARK
        if folder.name not in public:
            mark.unlink(missing_ok=True)
        elif folder.is_dir() and not mark.exists():
            mark.touch()
