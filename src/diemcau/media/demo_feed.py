"""The demonstration's stage: a generated clip that is published as a camera would be, while no camera is there."""

import asyncio
import contextlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diemcau.core.errors import DiemCauError
from diemcau.media.stage import DEMONSTRATION, PERSON, Stage, Visitor

log = logging.getLogger(__name__)

PYTHON = "/usr/bin/python3"
LOOK_S = 1.0
PAUSE_S = 2.0
# How long it may take to come on air: seconds as a rule, much longer on a machine that is busy with other things.
PATIENCE_S, MOST_PATIENCE_S = 8.0, 40.0


@dataclass(frozen=True, slots=True)
class Programs:
    """Where the two programs of the feed stand, and the clip that they make and play."""

    folder: Path
    clip: Path

    def maker(self, title: str) -> list[str]:
        """Return the command that makes the clip."""
        return [PYTHON, str(self.folder / "demo_clip.py"), "--title", title, str(self.clip)]

    def player(self) -> list[str]:
        """Return the command that publishes the clip."""
        return [PYTHON, str(self.folder / "demo_stage.py"), str(self.clip)]


class DemoFeed:
    """Publishes the clip on one stage; gives way to a person, and comes back when that person leaves."""

    def __init__(self, stage: Stage, programs: Programs, *, title: str) -> None:
        self._stage = stage
        self._programs = programs
        self._title = title
        self._patience_s = PATIENCE_S

    async def run(self) -> None:
        """Go on for ever."""
        while True:
            try:
                await self._ensure_clip()
                await self._publish_once()
            except OSError as error:
                log.warning("the demonstration feed cannot run: %s", error)
            await asyncio.sleep(PAUSE_S)

    async def _ensure_clip(self) -> None:
        if self._programs.clip.exists():
            return
        log.info("making the clip of the demonstration; this takes about 20 s")
        maker = await asyncio.create_subprocess_exec(*self._programs.maker(self._title))
        await _until_done(maker)
        if maker.returncode:
            log.error("the clip could not be made (exit status %s)", maker.returncode)

    async def _publish_once(self) -> None:
        while self._person_there():  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)
        player = await asyncio.create_subprocess_exec(
            *self._programs.player(), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        visitor = Visitor(DEMONSTRATION, "DEMO", _sender(player))
        self._stage.enter(visitor)
        reading = asyncio.create_task(self._read(player, visitor))
        try:
            await self._while_useful(player, visitor, reading)
        finally:
            reading.cancel()
            await self._stage.leave(visitor)
            await _end(player)

    async def _while_useful(
        self, player: asyncio.subprocess.Process, visitor: Visitor, reading: "asyncio.Task[None]"
    ) -> None:
        waited_s = 0.0
        while player.returncode is None and not reading.done() and not self._person_on_air():
            await asyncio.sleep(LOOK_S)
            waited_s = 0.0 if visitor.on_air or self._person_there() else waited_s + LOOK_S
            if visitor.on_air:
                self._patience_s = PATIENCE_S
            if waited_s > self._patience_s:
                self._patience_s = min(2 * self._patience_s, MOST_PATIENCE_S)
                log.warning("the demonstration feed did not come on air; trying again")
                return

    def _person_there(self) -> bool:
        return any(one.kind == PERSON for one in self._stage.publishers)

    def _person_on_air(self) -> bool:
        return any(one.kind == PERSON and one.on_air for one in self._stage.publishers)

    async def _read(self, player: asyncio.subprocess.Process, visitor: Visitor) -> None:
        assert player.stdout  # noqa: S101 - made with a pipe
        while line := await player.stdout.readline():
            try:
                await self._stage.handle(visitor, json.loads(line))
            except DiemCauError as error:
                log.info("the demonstration feed is refused: %s", error.message)
                return


def _sender(player: asyncio.subprocess.Process) -> Any:
    """Return how the player is told; what makes it begin again ends it, since it publishes only once."""

    async def send(message: dict[str, Any]) -> None:
        if message["type"] in {"renegotiate", "ended", "taken"}:
            with contextlib.suppress(ProcessLookupError):
                player.terminate()
        elif player.stdin:
            with contextlib.suppress(OSError):
                player.stdin.write((json.dumps(message) + "\n").encode())
                await player.stdin.drain()

    return send


async def _until_done(process: asyncio.subprocess.Process) -> None:
    try:
        await process.wait()
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
