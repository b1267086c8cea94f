"""The pulse process: turns the venues' pulses into the board of links.

The board lives in memory only: after a restart the venues fill it again within one pulse interval. The server has
checked who may send on which subject, so the subject alone says which venue a pulse is from.
"""

import asyncio
import time
from functools import partial

from django.conf import settings

from diemcau.adapters.nats import subjects
from diemcau.adapters.nats.client import Connection, Identity
from diemcau.adapters.nats.keyring import Keyring
from diemcau.room import daemon, spans
from diemcau.room.board import Board, read_pulse
from diemcau.room.pulse_http import application
from diemcau.room.spans import Spans
from diemcau.room.telling import packed

CHANGES_S = 2.0
WHOLE_S = 10.0
VENUES_AT_ONCE = 4000  # about 350 kB


class Pulses:
    """All boards, filled by pulses and told to the staff."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.boards: dict[str, Board] = {}
        self._spans: dict[str, Spans] = {}

    async def hear(self, subject: str, payload: bytes) -> None:
        """Take one pulse."""
        pulse = read_pulse(payload)
        if pulse is None:
            return
        _, slug, _, venue, _ = subject.split(".")
        at_s = time.time()
        self.boards.setdefault(slug, Board()).take(venue, pulse, at_s)
        self._spans.setdefault(slug, Spans(began_s=at_s)).take(venue, pulse)

    async def tell_changes(self) -> None:
        """Tell what changed, and count the time of those who are off."""
        at_s = time.time()
        for slug, board in self.boards.items():
            board.expire(at_s)
            self._spans[slug].pass_time(board, CHANGES_S)
            if (changes := board.changes(at_s)) is not None:
                await self._say(slug, changes)

    async def tell_whole(self) -> None:
        """Tell every venue, in parts where they are very many."""
        for slug, board in self.boards.items():
            whole = board.whole(time.time())
            venues = list(whole["venues"].items())
            for start in range(0, len(venues), VENUES_AT_ONCE):
                part = dict(venues[start : start + VENUES_AT_ONCE])
                await self._say(slug, whole | {"full": start == 0, "venues": part})

    async def keep_history(self) -> None:
        """Write the spans that are over."""
        for slug, running in self._spans.items():
            done = running.finish(time.time())
            if done is not None:
                await daemon.ask(partial(spans.keep, slug, *done))

    async def _say(self, slug: str, said: dict[str, object]) -> None:
        await self._connection.publish(subjects.board(slug), packed(said))


async def work() -> None:
    """Do the pulse process's work for ever."""
    heartbeat = daemon.Heartbeat("pulse")
    identity = Identity.of_process(Keyring(settings.NATS_SEED), "pulse")
    async with Connection(settings.NATS_URL, identity) as nats:
        pulses = Pulses(nats)
        await nats.subscribe("conf.*.venue.*.pulse", pulses.hear)
        await asyncio.gather(
            daemon.every(CHANGES_S, pulses.tell_changes),
            daemon.every(WHOLE_S, pulses.tell_whole),
            daemon.every(5, pulses.keep_history),
            daemon.every(1, heartbeat.beat),
            daemon.serve_http(application(pulses.boards), settings.PULSE_PORT),
        )


def main() -> int:
    """Run the process until it is told to stop."""
    return daemon.run(work)
