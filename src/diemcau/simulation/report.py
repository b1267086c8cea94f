"""The report of a simulation: as one JSON object, and in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diemcau.simulation.latency import Histogram, PackedHistogram
from diemcau.simulation.plan import Command, Seen
from diemcau.simulation.servers import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What all processes of the simulation have seen, and what the server spent meanwhile."""

    venues: int
    clients: int
    minutes: float
    entry: str
    log: list[dict[str, Any]]
    seen: list[Seen]
    costs: dict[str, Cost]
    ended_early: bool

    def total(self, name: str) -> int:
        """Return the sum of a count over all processes."""
        return sum(getattr(each, name) for each in self.seen)

    @property
    def latency(self) -> Histogram:
        """Return how long rows took, over all processes."""
        return _merged(each.latency for each in self.seen)

    @property
    def bare(self) -> Histogram:
        """Return the same for the bare messages of a measure."""
        return _merged(each.bare for each in self.seen)

    @property
    def commands(self) -> list[Command]:
        """Return every answered command."""
        return [command for each in self.seen for command in each.commands]

    @property
    def faults(self) -> Counter[str]:
        """Return what went wrong on the way, with counts."""
        return sum((Counter(each.faults) for each in self.seen), Counter[str]())

    def unlike_the_log(self) -> tuple[int, int]:
        """Return how many accepted commands the log lacks, and how many rows of ours it has too many."""
        wire = {"request_floor": "room.floor.requested", "withdraw_request": "room.floor.withdrawn"}
        logged = {row["seq"]: row["type"] for row in self.log}
        accepted = [command for command in self.commands if command.seq]
        lost = sum(logged.get(command.seq) != wire.get(command.name) for command in accepted)
        return lost, len(accepted) - len({command.seq for command in accepted})

    @property
    def unlike(self) -> int:
        """Return how many rows any client lacks, has twice or has in the wrong place."""
        return sum(map(self.total, ("missing", "doubled", "out_of_order")))

    @property
    def agrees(self) -> bool:
        """Whether log and clients agree and every command was answered."""
        return not self.unlike and not self.total("unanswered") and self.unlike_the_log() == (0, 0)

    def as_json(self) -> dict[str, Any]:
        """Return the object that `--json` prints."""
        answered = Counter(str(command.status) for command in self.commands)
        lost, doubled = self.unlike_the_log()
        return {
            "venues": self.venues,
            "connected": self.total("connected"),
            "events": len(self.log),
            "missing": self.total("missing"),
            "doubled": self.total("doubled"),
            "out_of_order": self.total("out_of_order"),
            "latency_ms": self.latency.summary(),
            "cpu_s": {name: cost.cpu_s for name, cost in self.costs.items()},
            "rss_mb": {name: cost.rss_mb for name, cost in self.costs.items()},
            "more": {
                "clients": self.clients,
                "minutes": round(self.minutes, 2),
                "entry": self.entry,
                "ended_early": self.ended_early,
                "deliveries": self.total("deliveries"),
                "repeats_dropped": self.total("repeats"),
                "returns": self.total("returns"),
                "fetches": self.total("fetches"),
                "commands": dict(answered),
                "commands_unanswered": self.total("unanswered"),
                "commands_lost": lost,
                "commands_doubled": doubled,
                "command_ms": self.command_ms(),
                "faults": dict(self.faults),
            },
        }

    def command_ms(self) -> dict[str, float]:
        """Return how long answers took."""
        taken = Histogram()
        for command in self.commands:
            taken.add(command.seconds * 1000)
        return taken.summary()

    def in_words(self) -> str:
        """Return what a person reads on the terminal."""
        said, more = self.as_json(), self.as_json()["more"]
        latency, answers = said["latency_ms"], more["command_ms"]
        lines = [
            f"{self.venues} venues, {self.clients} clients ({self.entry}), {said['connected']} connected at the end",
            f"{said['events']} events, {more['deliveries']} deliveries, {more['returns']} returns, "
            f"{more['fetches']} fetches",
            f"missing {said['missing']}, doubled {said['doubled']}, out of order {said['out_of_order']}",
            f"accepted to received: p50 {latency['p50']} ms, p99 {latency['p99']} ms, max {latency['max']} ms",
            f"commands: {more['commands'] or 'none'}, unanswered {more['commands_unanswered']}, "
            f"lost {more['commands_lost']}, doubled {more['commands_doubled']}, "
            f"p50 {answers['p50']} ms, p99 {answers['p99']} ms",
        ]
        lines += [
            f"{name}: {cost.cpu_s} s of processor, {cost.rss_mb} MB" for name, cost in self.costs.items()
        ]
        lines += [f"on the way: {count} × {fault}" for fault, count in self.faults.most_common(10)]
        return "\n".join(lines)


def _merged(parts: Iterable[PackedHistogram]) -> Histogram:
    whole = Histogram()
    for part in parts:
        whole.merge(part)
    return whole
