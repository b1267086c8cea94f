"""One process of the simulation: some thousands of clients in one event loop."""

import asyncio
import json
import os
import resource
import signal
import ssl
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection as Pipe
from typing import Any
from urllib.parse import urlsplit

import psutil
import uvloop

from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.tokens import Minter
from diemcau.simulation.compare import compare
from diemcau.simulation.entry import Entry, Minted
from diemcau.simulation.http import Answer, Http
from diemcau.simulation.latency import Histogram
from diemcau.simulation.link import Memo
from diemcau.simulation.plan import Command, Plan, Progress, Seen
from diemcau.simulation.venue import SimulatedVenue

AT_ONCE = 64  # clients that connect at the same moment
PROGRESS_S = 0.5


class Fleet:
    """The clients of one process and what they count together."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        parts = urlsplit(plan.nats_url)
        self.tls = tls_of(plan.authority) if parts.scheme == "wss" else None
        self.address = parts.hostname or "127.0.0.1"
        self.port = parts.port or (443 if self.tls else 80)
        self.host = parts.netloc
        self.path = parts.path or "/"
        self.memo = Memo()
        self.doors = asyncio.Semaphore(AT_ONCE)
        self.latency = Histogram()
        self.bare = Histogram()
        self.faults: Counter[str] = Counter()
        self.commands: list[Command] = []
        self.arrivals_s: list[float] = []
        self.stopping = False
        self.connected = self.returns = self.fetches = self.unanswered = self.pending = 0
        self._rows: tuple[bytes, list[tuple[int, float]]] = (b"", [])
        self._head: tuple[bytes, int] = (b"", 0)
        self._tasks: set[asyncio.Task[None]] = set()
        self._http = Http(plan.url, tls=tls_of(plan.authority) if plan.url.startswith("https") else None)
        self.venues = self._make_venues()

    def _make_venues(self) -> list[SimulatedVenue]:
        plan = self.plan
        minted = Minted(Minter(Keyring(plan.seed)), plan.feed_pass) if plan.seed else None
        made = []
        for number in range(plan.first, plan.first + plan.clients):
            seat = plan.seats[number % len(plan.seats)]
            entry = Entry(seat, conference=plan.conference, http=self._http, minted=minted)
            made.append(SimulatedVenue(self, entry, number=number, after=plan.after))
        return made

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the rest."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def came(self, venue: SimulatedVenue) -> None:
        """Count a client that is connected; begin its pulses at its own place in the interval."""
        self.connected += 1
        self.arrivals_s.append(time.time())
        if venue.pulses:
            self.returns += 1
            return
        venue.pulses = True
        share = venue.number * 0.618 % 1  # spreads evenly whatever the number of clients
        asyncio.get_running_loop().call_later(share * self.plan.pulse_s, venue.pulse)

    def went(self, venue: SimulatedVenue) -> None:  # noqa: ARG002
        """Count a client that has lost its link."""
        self.connected -= 1

    def read_rows(self, payload: bytes) -> list[tuple[int, float]]:
        """Return numbers and moments of rows; what the client before just got is not read again."""
        if payload != self._rows[0]:
            rows = [(row["seq"], self.moment(row["at"])) for row in json.loads(payload)]
            self._rows = (payload, rows)
        return self._rows[1]

    def read_head(self, payload: bytes) -> int:
        """Return the head that was told."""
        if payload != self._head[0]:
            self._head = (payload, json.loads(payload)["head"])
        return self._head[1]

    @staticmethod
    def moment(text: str) -> float:
        """Return a moment of the wire as Unix time."""
        return datetime.fromisoformat(text).timestamp()

    def note_command(self, name: str, venue: str, answer: Answer, seconds: float) -> None:
        """Keep the answer of a command."""
        said = answer.json() if answer.status == 200 else {}
        seq, repeated = said.get("first_seq") or 0, bool(said.get("repeated"))
        self.commands.append(Command(name, venue, answer.status, seq, repeated, seconds))

    def progress(self) -> Progress:
        """Return how this process stands."""
        seqs = [venue.ledger.seq for venue in self.venues]
        newest, slowest = max(seqs, default=0), min(seqs, default=0)
        return Progress(self.connected, newest, slowest, self.pending, dict(self.faults))

    async def start(self) -> None:
        """Begin to connect all clients."""
        for venue in self.venues:
            self.spawn(venue.connect())

    def begin(self) -> None:
        """Begin with what was planned."""
        loop = asyncio.get_running_loop()
        for request in self.plan.requests:
            venue = self.venues[request.client - self.plan.first]
            loop.call_later(request.at_s, self._request, venue, request.withdraw_after_s)
        for drop in self.plan.drops:
            venue = self.venues[drop.client - self.plan.first]
            loop.call_later(drop.at_s, venue.drop, drop.away_s)

    def _request(self, venue: SimulatedVenue, withdraw_after_s: float | None) -> None:
        self.spawn(venue.ask_for_the_floor(withdraw_after_s))

    async def enter_all(self) -> None:
        """Let every venue that will give a command enter before time is measured."""
        wanted = {request.client - self.plan.first for request in self.plan.requests}
        await asyncio.gather(*(self.venues[client].entry.cookies() for client in wanted))

    async def finish(self, log: list[int]) -> Seen:
        """Leave, and compare what every client has received with the log."""
        connected = self.connected
        self.stopping = True
        for venue in self.venues:
            venue.leave()
        found = [compare(venue.ledger.applied, log) for venue in self.venues]
        await self._http.close()
        own = psutil.Process()
        used = resource.getrusage(resource.RUSAGE_SELF)
        return Seen(
            connected=connected,
            missing=sum(each.missing for each in found),
            doubled=sum(each.doubled for each in found),
            out_of_order=sum(each.out_of_order for each in found),
            deliveries=sum(len(venue.ledger.applied) for venue in self.venues),
            repeats=sum(venue.ledger.repeats for venue in self.venues),
            returns=self.returns,
            fetches=self.fetches,
            unanswered=self.unanswered,
            latency=self.latency.packed(),
            bare=self.bare.packed(),
            commands=self.commands,
            arrivals_s=self.arrivals_s,
            faults=dict(self.faults),
            cpu_s=used.ru_utime + used.ru_stime,
            rss_mb=own.memory_info().rss / 1e6,
        )


def tls_of(authority: str) -> ssl.SSLContext:
    """Return how to check the server's certificate: by the installation's own authority, if one is given."""
    return ssl.create_default_context(cafile=authority or None)


def main(plan: Plan, pipe: Pipe) -> None:
    """Run one process; the words on the pipe are `enter`, `begin` and `(finish, log)`; its end ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes the report
    with suppress(EOFError, BrokenPipeError):
        uvloop.run(_serve(plan, pipe))


async def _serve(plan: Plan, pipe: Pipe) -> None:
    fleet = Fleet(plan)
    await fleet.start()
    words: asyncio.Queue[Any] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def hear() -> None:
        try:
            words.put_nowait(pipe.recv())
        except (EOFError, OSError):
            loop.remove_reader(pipe.fileno())
            words.put_nowait(None)

    watch(pipe, hear)
    while (word := await _next(words, fleet, pipe)) is not None:
        if word == "enter":
            await fleet.enter_all()
            pipe.send("entered")
        elif word == "begin":
            fleet.begin()
        else:
            pipe.send(await fleet.finish(word[1]))
    loop.remove_reader(pipe.fileno())


def watch(pipe: Pipe, hear: Callable[[], None]) -> None:
    """Call `hear` when something comes; libuv takes a pipe's waiting away, without which a long answer is cut off."""
    asyncio.get_running_loop().add_reader(pipe.fileno(), hear)
    os.set_blocking(pipe.fileno(), True)


async def _next(words: "asyncio.Queue[Any]", fleet: Fleet, pipe: Pipe) -> Any:
    """Return the next word, telling how it goes while there is none."""
    while True:
        try:
            return await asyncio.wait_for(words.get(), PROGRESS_S)
        except TimeoutError:
            if not fleet.stopping:
                pipe.send(fleet.progress())
