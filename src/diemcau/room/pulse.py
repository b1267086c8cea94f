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
from diemcau.core.heartbeat import Heartbeat
from diemcau.room import daemon, spans
from diemcau.room.board import Board, read_pulse
from diemcau.room.pulse_http import application
from diemcau.room.spans import Spans
from diemcau.room.telling import ended_slugs, packed

CHANGES_S = 2.0
WHOLE_S = 10.0
ROUND_S = 15.0  # within it every venue sends a pulse
FORGET_S = 30.0
IDLE_S = 1800.0  # a conference of which no venue was on for so long is forgotten
VENUES_AT_ONCE = 4000  # about 350 kB


class Pulses:
    """All boards, filled by pulses and told to the staff."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.boards: dict[str, Board] = {}
        self._spans: dict[str, Spans] = {}
        self._ended: set[str] = set()

    async def hear(self, subject: str, payload: bytes) -> None:
        """Take one pulse."""
        pulse = read_pulse(payload)
        if pulse is None:
            return
        _, slug, _, venue, _ = subject.split(".")
        if slug in self._ended:
            return
        at_s = time.time()
        self.boards.setdefault(slug, Board()).take(venue, pulse, at_s)
        self._spans.setdefault(slug, Spans(began_s=at_s)).take(venue, pulse)

    async def tell_changes(self) -> None:
        """Tell what changed, and count the time of those who are off."""
        at_s = time.time()
        for slug, board in list(self.boards.items()):
            if slug not in self.boards:  # forgotten meanwhile
                continue
            board.expire(at_s)
            self._spans[slug].pass_time(board, CHANGES_S)
            if (changes := board.changes(at_s)) is not None:
                await self._say(slug, changes)

    async def tell_whole(self) -> None:
        """Tell every venue, in parts where they are very many."""
        for slug, board in list(self.boards.items()):
            whole = board.whole(time.time())
            venues = list(whole["venues"].items())
            for start in range(0, len(venues), VENUES_AT_ONCE):
                part = dict(venues[start : start + VENUES_AT_ONCE])
                await self._say(slug, whole | {"full": start == 0, "venues": part})

    async def keep_history(self) -> None:
        """Write the spans that are over."""
        for slug, running in list(self._spans.items()):
            done = running.finish(time.time())
            if done is not None:
                await daemon.ask(partial(spans.keep, slug, *done))

    async def forget(self) -> None:
        """Write and drop what has ended and what no venue is on any more; an ended conference's pulses count no more."""
        ended = await daemon.ask(ended_slugs)
        at_s = time.time()
        for slug, board in list(self.boards.items()):
            if slug in ended or at_s - board.seen_s >= IDLE_S:
                running = self._spans[slug]
                await daemon.ask(partial(spans.keep, slug, running.began_s, running.tallies))
                del self.boards[slug], self._spans[slug]
        self._ended = ended

    async def _say(self, slug: str, said: dict[str, object]) -> None:
        await self._connection.publish(subjects.board(slug), packed(said))


async def _tell_whole_from_the_second_round_on(pulses: Pulses) -> None:
    """A board is whole once every venue had the time to send a pulse: before, the silent ones would look lost."""
    await asyncio.sleep(ROUND_S)
    await daemon.every(WHOLE_S, pulses.tell_whole)


async def work() -> None:
    """Do the pulse process's work for ever."""
    heartbeat = Heartbeat("pulse")
    identity = Identity.of_process(Keyring(settings.NATS_SEED), "pulse")
    async with Connection(settings.NATS_URL, identity) as nats:
        pulses = Pulses(nats)
        await nats.subscribe("conf.*.venue.*.pulse", pulses.hear)
        await asyncio.gather(
            daemon.every(CHANGES_S, pulses.tell_changes, after=heartbeat.beat),
            _tell_whole_from_the_second_round_on(pulses),
            daemon.every(5, pulses.keep_history),
            daemon.every(FORGET_S, pulses.forget),
            daemon.serve_http(application(pulses.boards), settings.PULSE_PORT),
        )


def main() -> int:
    """Run the process until it is told to stop."""
    return daemon.run(work)
