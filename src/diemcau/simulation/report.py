"""The report of a simulation: as one JSON object, and in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diemcau.core.terminal import gettext as _
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
        said = self.as_json()
        said |= said["more"]
        lines = [
            _("%(venues)s venues, %(clients)s clients (%(entry)s), %(connected)s connected at the end")
            % said,
            _("%(events)s events, %(deliveries)s deliveries, %(returns)s returns, %(fetches)s fetches")
            % said,
            _("missing %(missing)s, doubled %(doubled)s, out of order %(out_of_order)s") % said,
            _("accepted to received: p50 %(p50)s ms, p99 %(p99)s ms, max %(max)s ms") % said["latency_ms"],
            self._commands_in_words(said),
        ]
        spent = _("%(part)s: %(cpu_s)s s of processor, %(rss_mb)s MB")
        lines += [
            spent % {"part": part, "cpu_s": cost.cpu_s, "rss_mb": cost.rss_mb}
            for part, cost in self.costs.items()
        ]
        met = _("on the way: %(count)s × %(fault)s")
        lines += [met % {"count": count, "fault": fault} for fault, count in self.faults.most_common(10)]
        return "\n".join(lines)

    @staticmethod
    def _commands_in_words(said: dict[str, Any]) -> str:
        told = _(
            "commands: %(commands)s, unanswered %(commands_unanswered)s, lost %(commands_lost)s, "
            "doubled %(commands_doubled)s, p50 %(p50)s ms, p99 %(p99)s ms"
        )
        return told % {**said, **said["command_ms"], "commands": said["commands"] or _("none")}


def _merged(parts: Iterable[PackedHistogram]) -> Histogram:
    whole = Histogram()
    for part in parts:
        whole.merge(part)
    return whole
