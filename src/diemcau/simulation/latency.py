"""How long deliveries took, counted in steps of 0.1 ms, so that millions of them cost no memory."""

from array import array
from dataclasses import dataclass, field

STEP_MS = 0.1
_STEPS = 300_000  # up to 30 s; what is longer counts as 30 s


@dataclass(slots=True)
class Histogram:
    """Counts per step, and the longest in milliseconds."""

    counts: "array[int]" = field(default_factory=lambda: array("Q", bytes(8 * _STEPS)))
    total: int = 0
    longest_ms: float = 0.0

    def add(self, milliseconds: float) -> None:
        """Count one; a clock that runs behind counts as 0."""
        self.counts[min(max(int(milliseconds / STEP_MS), 0), _STEPS - 1)] += 1
        self.total += 1
        self.longest_ms = max(self.longest_ms, milliseconds)

    def merge(self, packed: "PackedHistogram") -> None:
        """Add what another process counted."""
        for step, count in packed.counts.items():
            self.counts[step] += count
        self.total += packed.total
        self.longest_ms = max(self.longest_ms, packed.longest_ms)

    def packed(self) -> "PackedHistogram":
        """Return the steps that were met, for sending."""
        met = {step: count for step, count in enumerate(self.counts) if count}
        return PackedHistogram(met, self.total, self.longest_ms)

    def percentile(self, share: float) -> float:
        """Return the milliseconds that `share` (0…1) of all stayed within; 0 where nothing was counted."""
        wanted, seen = share * self.total, 0
        for step, count in enumerate(self.counts):
            seen += count
            if count and seen >= wanted:
                return round((step + 1) * STEP_MS, 1)
        return 0.0

    def summary(self) -> dict[str, float]:
        """Return p50, p99 and the longest, in milliseconds."""
        return {"p50": self.percentile(0.5), "p99": self.percentile(0.99), "max": round(self.longest_ms, 1)}


@dataclass(frozen=True, slots=True)
class PackedHistogram:
    """A histogram as it goes from one process to another."""

    counts: dict[int, int]
    total: int
    longest_ms: float
