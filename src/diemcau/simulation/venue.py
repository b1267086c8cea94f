"""One simulated device of a venue: its link, its ledger, its pulse, and what it does when the link is lost."""

import asyncio
import json
import random
import time
from typing import TYPE_CHECKING
from uuid import uuid4

from diemcau.adapters.nats import subjects
from diemcau.core.errors import DiemCauError
from diemcau.simulation import wire
from diemcau.simulation.entry import Entry
from diemcau.simulation.ledger import Ledger
from diemcau.simulation.link import Link

if TYPE_CHECKING:
    from diemcau.simulation.fleet import Fleet

EVENTS, HEAD, OWN = 1, 2, 3  # the numbers of a venue's subscriptions
GAP_S = 0.3
SPREAD_S = 2.0  # thousands hear the same head in the same moment
RETURN_S = (0.5, 3.0)  # after a lost server, so that thousands do not come back in one moment
TRIES = 5


class SimulatedVenue:
    """A device that follows the conference as a hall screen does."""

    def __init__(self, fleet: "Fleet", entry: Entry, *, number: int, after: int) -> None:
        self.entry = entry
        self.number = number
        self.ledger = Ledger(after)
        self.connected = False
        self.pulses = False
        self._fleet = fleet
        self._link: Link | None = None
        self._away_s: float | None = None
        self._head = after
        self._checking = False
        self._pulse_subject = subjects.pulse(fleet.plan.conference, entry.seat.venue)

    @property
    def behind(self) -> bool:
        """Whether it knows of rows that it does not have."""
        return self.ledger.has_gap or self._head > self.ledger.seq

    async def connect(self) -> None:
        """Enter and connect; tries again for ever, with jitter."""
        while not self._fleet.stopping:
            try:
                await self._connect_once()
            except (OSError, DiemCauError) as error:
                self._fleet.faults[str(error) or type(error).__name__] += 1
                await asyncio.sleep(random.uniform(*RETURN_S))  # noqa: S311
            else:
                return

    async def _connect_once(self) -> None:
        fleet = self._fleet
        async with fleet.doors:
            hello = wire.enter(await self.entry.token(), self.entry.subjects)
            self._link = Link(self, fleet.memo, host=fleet.host, path=fleet.path, hello=hello)
            loop = asyncio.get_running_loop()
            link = self._link
            await loop.create_connection(lambda: link, fleet.address, fleet.port, ssl=fleet.tls)
            await asyncio.wait_for(link.settled.wait(), 20)

    def drop(self, away_s: float) -> None:
        """Lose the network for a while."""
        if self._link is not None and self.connected:
            self._away_s = away_s
            self._link.cut()

    def leave(self) -> None:
        """Close the link for good."""
        if self._link is not None:
            self._link.cut()

    def pulse(self) -> None:
        """Report the link, and plan the next report."""
        if self._fleet.stopping:
            return
        if self.connected and self._link is not None:
            self._link.say(self._pulse_subject, self._report())
        asyncio.get_running_loop().call_later(self._fleet.plan.pulse_s, self.pulse)

    def _report(self) -> bytes:
        said = {
            "v": self.entry.seat.venue,
            "d": f"sim-{self.number}",
            "face": "hall",
            "q": "good",
            "bh": 3.0,
            "r": "720p",
            "st": 0,
            "seq": self.ledger.seq,
        }
        return json.dumps(said, separators=(",", ":")).encode()

    def entered(self) -> None:
        """Count as connected from the first answer of the server."""
        if not self.connected:
            self.connected = True
            self._fleet.came(self)

    def delivered(self, message: wire.Message, received_at_s: float) -> None:
        """Apply a row, or look at the head."""
        if message.subscription == EVENTS:
            for seq, at_s in self._fleet.read_rows(message.payload):
                self._take(seq, (received_at_s - at_s) * 1000)
        elif message.subscription == HEAD:
            self._head = self._fleet.read_head(message.payload)
            if self.behind:
                self._check_soon(GAP_S + random.uniform(0, SPREAD_S))  # noqa: S311
        else:
            self._take_own(message.payload, received_at_s)

    def _take(self, seq: int, latency_ms: float) -> None:
        if seq == 0:  # no row: a bare message of a measure, to compare with
            self._fleet.bare.add(latency_ms)
        elif self.ledger.take(seq):
            self._fleet.latency.add(latency_ms)
        elif self.ledger.has_gap:
            self._check_soon(GAP_S)

    def _take_own(self, payload: bytes, received_at_s: float) -> None:
        said = json.loads(payload)
        for row in said if isinstance(said, list) else ():
            if self.ledger.take_own(row["seq"]):
                self._fleet.latency.add((received_at_s - self._fleet.moment(row["at"])) * 1000)

    def lost(self, reason: str) -> None:
        """Come back: after the time away if the drop was planned, else with jitter."""
        was_connected, self.connected = self.connected, False
        if was_connected:
            self._fleet.went(self)
        elif reason:
            self._fleet.faults[reason] += 1
        if self._fleet.stopping:
            return
        wait_s = self._away_s if self._away_s is not None else random.uniform(*RETURN_S)  # noqa: S311
        self._away_s = None
        self._fleet.spawn(self._return(wait_s))

    async def _return(self, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        await self.connect()

    def _check_soon(self, wait_s: float) -> None:
        if not self._checking:
            self._checking = True
            asyncio.get_running_loop().call_later(wait_s, lambda: self._fleet.spawn(self._catch_up()))

    async def _catch_up(self) -> None:
        """Fetch what is still missing."""
        try:
            while self.behind:
                rows = await self.entry.events(self.ledger.seq)
                self._fleet.fetches += 1
                if not rows:
                    break
                self.ledger.take_fetched(int(row["seq"]) for row in rows)  # type: ignore[call-overload]
        except (OSError, DiemCauError) as error:
            self._fleet.faults[f"events: {error or type(error).__name__}"] += 1
        finally:
            self._checking = False

    async def ask_for_the_floor(self, withdraw_after_s: float | None) -> None:
        """Request the floor; withdraw again after a while."""
        await self._command("request_floor")
        if withdraw_after_s is not None:
            await asyncio.sleep(withdraw_after_s)
            await self._command("withdraw_request")

    async def _command(self, name: str) -> None:
        """Give a command, again with the same key where the answer is lost."""
        self._fleet.pending += 1
        try:
            await self._try_command(name, uuid4().hex, time.time())
        finally:
            self._fleet.pending -= 1

    async def _try_command(self, name: str, key: str, began_s: float) -> None:
        for _ in range(TRIES):
            try:
                answer = await self.entry.command(name, key, {})
            except (OSError, DiemCauError) as error:
                self._fleet.faults[f"{name}: {error or type(error).__name__}"] += 1
            else:
                if answer.status < 500:
                    self._fleet.note_command(name, self.entry.seat.venue, answer, time.time() - began_s)
                    return
            await asyncio.sleep(1)
        self._fleet.unanswered += 1
