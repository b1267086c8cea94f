"""Run a simulation: start the processes, keep the time, fetch the log, compare."""

import asyncio
import itertools
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from diemcau.core.terminal import gettext as _
from diemcau.simulation import fleet, servers
from diemcau.simulation.entry import Entry, Seat
from diemcau.simulation.errors import NothingToRun
from diemcau.simulation.http import Http
from diemcau.simulation.plan import Drop, FloorRequest, Plan, Progress, Seen
from diemcau.simulation.report import Report
from diemcau.simulation.servers import Cost

CLIENTS_PER_PROCESS = 5000
ANSWER_S = 120.0  # at the end: what was asked is answered, or given up after some tries
SETTLE_S = 15.0  # then: heads come every 5 s, fetches follow
AWAY_S = (2.0, 20.0)
WITHDRAW_S = (5.0, 20.0)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is to be simulated. `seed` and `feed_pass` are given for minted tokens only."""

    conference: str
    url: str
    nats_url: str
    seats: list[Seat]
    clients: int
    minutes: float
    pulse_s: float = 12.0
    requests_per_minute: float = 0.0
    drops_per_minute: float = 0.0
    seed: str = field(default="", repr=False)
    feed_pass: str = field(default="", repr=False)
    authority: str = ""
    run_folder: Path = Path()
    processes: int = 0
    requests: list[FloorRequest] | None = None


class Run:
    """A simulation from its start to its report."""

    def __init__(self, settings: Settings, say: Say) -> None:
        self.settings = settings
        self._say = say
        self._workers: list[tuple[BaseProcess, Pipe]] = []
        self._progress: dict[int, Progress] = {}
        self._before: dict[str, Cost] = {}
        self._after = 0
        self._began_s = 0.0

    def __enter__(self) -> "Run":
        """Look at the log as the first venue does, and start the processes."""
        self._after = self._head()
        context = get_context("spawn")
        for plan in plans(self.settings, self._after):
            ours, theirs = context.Pipe()
            worker = context.Process(target=fleet.main, args=[plan, theirs], daemon=True)
            worker.start()
            self._workers.append((worker, ours))
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process behind."""
        for worker, pipe in self._workers:
            pipe.close()
            worker.join(5)
            if worker.is_alive():
                worker.terminate()

    @property
    def connected(self) -> int:
        """Return how many clients are connected, as last heard."""
        return sum(progress.connected for progress in self._progress.values())

    def connect_all(self, timeout_s: float = 120.0) -> None:
        """Wait until every client is connected.

        Raises:
            NothingToRun: not one could, in that time.
        """
        deadline_s = time.monotonic() + timeout_s
        while self.connected < self.settings.clients and time.monotonic() < deadline_s:
            self._listen(0.5)
            said = _("%(connected)s of %(all)s clients connected")
            counts = {"connected": self.connected, "all": self.settings.clients}
            self._say(said % counts + self._trouble())
        if not self.connected:
            said = _("No client could connect to %s") % self.settings.nats_url
            raise NothingToRun(said + self._trouble())
        self._tell("enter")
        self._await_word("entered")

    def begin(self) -> None:
        """Begin with what was planned, and with counting the server's cost."""
        self._before = servers.costs(self.settings.run_folder)
        self._began_s = time.monotonic()
        self._tell("begin")

    def pass_time(self) -> None:
        """Wait for the planned minutes, telling how it goes."""
        end_s = self._began_s + self.settings.minutes * 60
        while (left_s := end_s - time.monotonic()) > 0:
            self._listen(min(left_s, 2.0))
            said = _("%(left_s).0f s left, %(connected)s connected, newest event %(newest)s")
            counts = {"left_s": left_s, "connected": self.connected, "newest": self._newest()}
            self._say(said % counts + self._trouble())

    def report(self, *, ended_early: bool = False) -> Report:
        """Let everything arrive that is under way, fetch the log, and compare."""
        minutes = (time.monotonic() - self._began_s) / 60 if self._began_s else 0.0
        spent = servers.since(self._before, servers.costs(self.settings.run_folder))
        self._say(_("waiting for what is under way"))
        log = self._settle()
        seen = [self._finish(pipe, [row["seq"] for row in log]) for _worker, pipe in self._workers]
        own = Cost(round(sum(each.cpu_s for each in seen), 2), round(sum(each.rss_mb for each in seen), 1))
        return Report(
            venues=len(self.settings.seats),
            clients=self.settings.clients,
            minutes=minutes,
            entry="minted" if self.settings.seed else "product",
            log=log,
            seen=seen,
            costs=spent | {"simulate": own},
            ended_early=ended_early,
        )

    def _settle(self) -> list[dict[str, Any]]:
        """Return the rows since the start, once every command is answered and every client has every row.

        Waits for both, but not for ever.
        """
        self._wait(ANSWER_S, lambda: not any(progress.pending for progress in self._progress.values()))
        log = self._rows()
        head = log[-1]["seq"] if log else self._after
        self._wait(SETTLE_S, lambda: self._slowest() >= head)
        return log

    def _wait(self, limit_s: float, done: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + limit_s
        self._listen(2 * fleet.PROGRESS_S)  # so that nothing is judged by what was so before
        while not done() and time.monotonic() < deadline_s:
            self._listen(fleet.PROGRESS_S)

    def _finish(self, pipe: Pipe, log: list[int]) -> Seen:
        pipe.send(("finish", log))
        while not isinstance(word := pipe.recv(), Seen):
            continue
        return word

    def _newest(self) -> int:
        return max((progress.head for progress in self._progress.values()), default=self._after)

    def _slowest(self) -> int:
        return min((progress.slowest for progress in self._progress.values()), default=self._after)

    def _trouble(self) -> str:
        counts: dict[str, int] = {}
        for progress in self._progress.values():
            for fault, count in progress.faults.items():
                counts[fault] = counts.get(fault, 0) + count
        worst = max(counts, key=lambda fault: counts[fault], default="")
        return f" ({counts[worst]} × {worst})" if worst else ""

    def _tell(self, word: str) -> None:
        for _worker, pipe in self._workers:
            pipe.send(word)

    def _listen(self, seconds: float) -> list[Any]:
        """Take what the processes say for a while; return their other words."""
        words: list[Any] = []
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0:
            for number, (worker, pipe) in enumerate(self._workers):
                while pipe.poll(left_s / len(self._workers)):
                    with suppress(EOFError):
                        word = pipe.recv()
                        if isinstance(word, Progress):
                            self._progress[number] = word
                        else:
                            words.append(word)
                        break
                    if not worker.is_alive():
                        raise NothingToRun(_("A process of the simulation ended by itself; see above."))
        return words

    def _await_word(self, word: str) -> None:
        heard = 0
        while heard < len(self._workers):
            heard += self._listen(0.2).count(word)

    def _head(self) -> int:
        rows = self._rows_after(0)
        return int(rows[-1]["seq"]) if rows else 0

    def _rows(self) -> list[dict[str, Any]]:
        return self._rows_after(self._after)

    def _rows_after(self, after: int) -> list[dict[str, Any]]:
        return asyncio.run(_fetch(self.settings, after))


async def _fetch(settings: Settings, after: int) -> list[dict[str, Any]]:
    """Return the log after a number, as the first venue may see it."""
    http = Http(
        settings.url, tls=fleet.tls_of(settings.authority) if settings.url.startswith("https") else None
    )
    entry = Entry(settings.seats[0], conference=settings.conference, http=http)
    rows: list[dict[str, Any]] = []
    while part := await entry.events(rows[-1]["seq"] if rows else after):
        rows += part
    await http.close()
    return rows


def plans(settings: Settings, after: int) -> list[Plan]:
    """Divide the work between processes."""
    count = settings.processes or -(-settings.clients // CLIENTS_PER_PROCESS)
    requests = settings.requests if settings.requests is not None else _requests(settings)
    drops = _drops(settings)
    bounds = [settings.clients * part // count for part in range(count + 1)]
    return [
        Plan(
            conference=settings.conference,
            url=settings.url,
            nats_url=settings.nats_url,
            seats=settings.seats,
            first=first,
            clients=end - first,
            after=after,
            pulse_s=settings.pulse_s,
            seed=settings.seed,
            feed_pass=settings.feed_pass,
            authority=settings.authority,
            requests=[request for request in requests if first <= request.client < end],
            drops=[drop for drop in drops if first <= drop.client < end],
        )
        for first, end in itertools.pairwise(bounds)
    ]


def _requests(settings: Settings) -> list[FloorRequest]:
    """Spread floor requests evenly over the time, each by another venue, until all have had their turn."""
    wanted = round(settings.requests_per_minute * settings.minutes)
    order = random.sample(range(venues := min(len(settings.seats), settings.clients)), venues)
    last_s = max(settings.minutes * 60 - WITHDRAW_S[1], settings.minutes * 30)
    return [
        FloorRequest(
            at_s=turn * last_s / wanted,
            client=order[turn % venues],
            withdraw_after_s=random.uniform(*WITHDRAW_S),  # noqa: S311
        )
        for turn in range(wanted)
    ]


def _drops(settings: Settings) -> list[Drop]:
    """Spread lost links over the time, the last one early enough to return before the end."""
    wanted = round(settings.drops_per_minute * settings.minutes)
    last_s = max(settings.minutes * 60 - AWAY_S[1] - 5, settings.minutes * 30)
    return [
        Drop(
            at_s=turn * last_s / wanted,
            client=random.randrange(settings.clients),  # noqa: S311
            away_s=random.uniform(*AWAY_S),  # noqa: S311
        )
        for turn in range(wanted)
    ]
