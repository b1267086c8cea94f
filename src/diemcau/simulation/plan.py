"""What a process of the simulation is to do, and what it has seen; both go between processes."""

from dataclasses import dataclass, field

from diemcau.simulation.entry import Seat
from diemcau.simulation.latency import PackedHistogram


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorRequest:
    """A venue asks for the floor `at_s` seconds after the start."""

    at_s: float
    client: int
    withdraw_after_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A client loses its network `at_s` seconds after the start, for `away_s` seconds."""

    at_s: float
    client: int
    away_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The part of one process. `clients` count from `first`; seats are taken in turn."""

    conference: str
    url: str
    nats_url: str
    seats: list[Seat]
    first: int
    clients: int
    after: int
    pulse_s: float
    seed: str = field(default="", repr=False)
    feed_pass: str = field(default="", repr=False)
    authority: str = ""
    requests: list[FloorRequest] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """How a process stands now; `pending` counts commands without an answer yet."""

    connected: int
    head: int
    slowest: int
    pending: int
    faults: dict[str, int]


@dataclass(frozen=True, slots=True)
class Command:
    """One answered command: its name, venue, HTTP status, first number in the log (0 if refused), and seconds."""

    name: str
    venue: str
    status: int
    seq: int
    repeated: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a process has seen at the end."""

    connected: int
    missing: int
    doubled: int
    out_of_order: int
    deliveries: int
    repeats: int
    returns: int
    fetches: int
    unanswered: int
    latency: PackedHistogram
    bare: PackedHistogram
    commands: list[Command]
    arrivals_s: list[float]
    faults: dict[str, int]
    cpu_s: float
    rss_mb: float
