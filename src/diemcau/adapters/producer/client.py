"""A client of one producer's control socket: JSON lines, see producer/control.py."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Self

from diemcau.adapters.producer.errors import down, refused, translated

log = logging.getLogger(__name__)

TIMEOUT_S = 5.0
Listener = Callable[[dict[str, Any]], None]
Place = dict[str, float]


@dataclass(frozen=True, slots=True)
class SlotPorts:
    """Where a slot hears its RTP, on loopback."""

    video: int
    video_rtcp: int
    audio: int


@dataclass(frozen=True, slots=True)
class SlotState:
    """A slot as the producer reports it; the age of its last picture in milliseconds, None before the first."""

    name: str
    ports: SlotPorts | None
    picture_age_ms: int | None


@dataclass(frozen=True, slots=True)
class ProducerState:
    """What a producer is doing; `segment_age_s` is the time since the last segment was finished."""

    run: int
    running_s: float
    cpu_s: float
    segment_age_s: float
    slots: tuple[SlotState, ...]
    layout: dict[str, Place]
    slate: dict[str, str]
    disk_fault: str | None


class Producer:
    """A connection to one producer; it ends with the producer."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, listener: Listener
    ) -> None:
        self._writer = writer
        self._listener = listener
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._closed = False
        self._task = asyncio.create_task(self._read(reader))

    @classmethod
    async def connect(cls, path: Path, listener: Listener) -> Self:
        """Connect to the socket at `path`; `listener` gets the producer's reports.

        Raises:
            ProducerDown: nobody answers there.
        """
        with translated():
            reader, writer = await asyncio.wait_for(asyncio.open_unix_connection(str(path)), TIMEOUT_S)
        return cls(reader, writer, listener)

    @property
    def closed(self) -> bool:
        """Whether the producer is gone."""
        return self._closed

    async def close(self) -> None:
        """Let go of the producer; it goes on as it is."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        try:
            while line := await reader.readline():
                self._take(json.loads(line))
        except (OSError, ValueError) as error:
            log.info("the connection to a producer broke: %s", error)
        finally:
            self._closed = True
            for future in self._waiting.values():
                if not future.done():
                    future.set_exception(down())

    def _take(self, message: dict[str, Any]) -> None:
        if "event" in message:
            self._listener(message)
            return
        future = self._waiting.get(message["id"])
        if future is not None and not future.done():
            future.set_result(message)

    async def _ask(self, request: str, **more: Any) -> dict[str, Any]:
        if self._closed:
            raise down()
        number = next(self._numbers)
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        try:
            with translated():
                self._writer.write((json.dumps({"id": number, "do": request, **more}) + "\n").encode())
                await self._writer.drain()
                answer = await asyncio.wait_for(future, TIMEOUT_S)
        finally:
            self._waiting.pop(number, None)
        if not answer["ok"]:
            raise refused(answer["error"], answer["message"])
        return answer

    async def open_rtp(self, slot: str, *, video_pt: int, audio_pt: int) -> SlotPorts:
        """Open a slot for H264 and Opus over RTP and return where it listens; a slot of that name is closed first."""
        return _ports(await self._ask("open_rtp", slot=slot, video_pt=video_pt, audio_pt=audio_pt))

    async def open_clip(self, slot: str, path: Path, *, loop: bool) -> None:
        """Open a slot that plays a file."""
        await self._ask("open_clip", slot=slot, path=str(path), loop=loop)

    async def close_slot(self, slot: str) -> None:
        """Close a slot."""
        await self._ask("close", slot=slot)

    async def set_layout(self, places: dict[str, Place]) -> None:
        """Place the slots; whoever is not named is hidden and silent."""
        await self._ask("layout", slots=places)

    async def set_slate(self, *, title: str, subtitle: str) -> None:
        """Change the slate's text."""
        await self._ask("slate", title=title, subtitle=subtitle)

    async def ask_key_frame(self, slot: str) -> bool:
        """Ask the slot's sender for a key frame; return whether the question could be sent."""
        return bool((await self._ask("key_frame", slot=slot))["asked"])

    async def state(self) -> ProducerState:
        """Return what the producer is doing."""
        answer = await self._ask("stats")
        slots = tuple(
            SlotState(one["slot"], _ports_or_none(one), one["picture_age_ms"]) for one in answer["slots"]
        )
        return ProducerState(
            run=answer["run"],
            running_s=answer["running_s"],
            cpu_s=answer["cpu_s"],
            segment_age_s=answer["segment_age_s"],
            slots=slots,
            layout=answer["layout"],
            slate=answer["slate"],
            disk_fault=answer["disk_fault"],
        )


def _ports(answer: dict[str, Any]) -> SlotPorts:
    return SlotPorts(answer["video_port"], answer["video_rtcp_port"], answer["audio_port"])


def _ports_or_none(slot: dict[str, Any]) -> SlotPorts | None:
    return _ports(slot) if "video_port" in slot else None
