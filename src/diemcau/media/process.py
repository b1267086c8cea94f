"""The media process: follows the rooms and keeps each one's picture; answers the signalling. `diemcau process media`."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import close_old_connections

from diemcau.adapters.janus.videoroom import Janus
from diemcau.adapters.producer.client import Listener, Producer
from diemcau.core.heartbeat import Heartbeat
from diemcau.media import opening
from diemcau.media.conductor import Conductor
from diemcau.media.demo_feed import DemoFeed, Programs
from diemcau.media.janus_link import JanusLink
from diemcau.media.signalling import Signalling
from diemcau.media.stage import Stage
from diemcau.room import api as room

log = logging.getLogger(__name__)

LOOK_S = 1.0
DEMONSTRATION = "demo"
ListRooms = Callable[[], Awaitable[list[room.LiveRoom]]]


@sync_to_async
def list_rooms() -> list[room.LiveRoom]:
    """Return the rooms that are open now, from the log."""
    close_old_connections()
    try:
        return room.list_live()
    finally:
        close_old_connections()


class Media:
    """All conferences whose room is open, and what is shared between them."""

    def __init__(self, *, run: Path, link: JanusLink, make_producer: Any, demo: Programs | None) -> None:
        self._run = run
        self._link = link
        self._make_producer = make_producer
        self._demo = demo
        self._conductors: dict[str, Conductor] = {}
        self._tasks: dict[str, list[asyncio.Task[None]]] = {}

    def find_stage(self, slug: str) -> Stage | None:
        """Return the stage of a conference whose room is open."""
        found = self._conductors.get(slug)
        return found.stage if found else None

    async def follow(self, list_rooms: ListRooms, *, beat: Callable[[], None]) -> None:
        """Conduct every open room, for ever; `beat` after each round that was done."""
        self._forget_old_wishes({one.slug for one in await list_rooms()})
        while True:
            try:
                await self._match(await list_rooms())
                beat()
            except DatabaseError as error:
                log.warning("the database does not answer: %s", error)
            await asyncio.sleep(LOOK_S)

    def _forget_old_wishes(self, slugs: set[str]) -> None:
        for path in (self._run / "producers").glob("*"):
            if path.name not in slugs:
                path.unlink(missing_ok=True)

    async def _match(self, rooms: list[room.LiveRoom]) -> None:
        for one in rooms:
            if one.slug not in self._conductors:
                self._begin(one)
            self._conductors[one.slug].title = one.title
            self._conductors[one.slug].phase = one.phase
        for slug in self._conductors.keys() - {one.slug for one in rooms}:
            log.info("%s: the room has ended", slug)
            conductor = self._conductors.pop(slug)
            await _cancel(self._tasks.pop(slug))
            await conductor.close()

    def _begin(self, one: room.LiveRoom) -> None:
        log.info("%s: the room is open", one.slug)
        conductor = Conductor(one.slug, run=self._run, link=self._link, make_producer=self._make_producer)
        conductor.title, conductor.phase = one.title, one.phase
        self._conductors[one.slug] = conductor
        self._tasks[one.slug] = [asyncio.create_task(conductor.follow())]
        if self._demo and one.slug == DEMONSTRATION:
            feed = DemoFeed(conductor.stage, self._demo, title=one.title)
            self._tasks[one.slug].append(asyncio.create_task(feed.run()))

    def health(self) -> dict[str, Any]:
        """Tell how each conference stands: `ok` when its feed is being written."""
        conferences = {slug: _health(conductor) for slug, conductor in self._conductors.items()}
        well = all(one["feed"] for one in conferences.values()) and (self._link.up or not conferences)
        return {"status": "ok" if well else "degraded", "janus": self._link.up, "conferences": conferences}

    async def stop(self) -> None:
        """End what runs here; rooms and producers stay as they are."""
        for slug, conductor in self._conductors.items():
            await _cancel(self._tasks[slug])
            await conductor.let_go()
        await self._link.close()


def _health(conductor: Conductor) -> dict[str, Any]:
    state = conductor.producer_state
    return {
        "feed": state is not None and state.segment_age_s < 5,
        "on_air": conductor.on_air,
        "segment_age_s": state.segment_age_s if state else None,
        "disk_fault": state.disk_fault if state else None,
    }


async def _cancel(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _connect_janus() -> Janus:
    return await Janus.connect(
        settings.JANUS_URL, token_secret=settings.JANUS_TOKEN_SECRET, admin_key=settings.JANUS_ADMIN_KEY
    )


async def _connect_producer(slug: str, listener: Listener) -> Producer:
    return await Producer.connect(settings.RUN_FOLDER / f"producer-{slug}.sock", listener)


async def run() -> None:
    """Run until SIGTERM or SIGINT."""
    demo = Programs(settings.PROJECT / "producer", settings.DEMO_CLIP) if settings.DEMO_FEED else None
    media = Media(
        run=settings.RUN_FOLDER, link=JanusLink(_connect_janus), make_producer=_connect_producer, demo=demo
    )
    signalling = Signalling(find_stage=media.find_stage, health=media.health)
    server = await signalling.open(settings.MEDIA_PORT)
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    follow = asyncio.create_task(media.follow(list_rooms, beat=Heartbeat("media").beat))
    mark = asyncio.create_task(opening.follow(settings.FEEDS_ROOT, opening.list_public))
    stop = asyncio.create_task(stopped.wait())
    try:
        ended, _ = await asyncio.wait({follow, mark, stop}, return_when=asyncio.FIRST_COMPLETED)
        for one in ended:
            one.result()
    finally:
        server.close(close_connections=True)
        await _cancel([follow, mark])
        stop.cancel()
        await media.stop()


def main() -> int:
    """Run the process; return its exit status."""
    logging.getLogger("websockets").setLevel(logging.WARNING)
    with suppress(KeyboardInterrupt):
        asyncio.run(run())
    return 0
