"""How venues' links were, five minutes at a time, for the report after the conference."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from diemcau.room.board import QUALITIES, Board, Pulse
from diemcau.room.models import LinkSpan, Room

SPAN_S = 300


@dataclass(slots=True)
class Tally:
    """One venue within one span."""

    pulses: int = 0
    off_s: float = 0.0
    worst: str = QUALITIES[0]
    stalls: int = 0

    def take(self, pulse: Pulse) -> None:
        """Count a pulse."""
        self.pulses += 1
        self.stalls += pulse.stalls
        self.worst = max(self.worst, pulse.quality, key=QUALITIES.index)


@dataclass(slots=True)
class Spans:
    """The running span of one conference."""

    began_s: float
    tallies: dict[str, Tally] = field(default_factory=dict)

    def take(self, venue: str, pulse: Pulse) -> None:
        """Count a pulse of a venue."""
        self.tallies.setdefault(venue, Tally()).take(pulse)

    def pass_time(self, board: Board, seconds: float) -> None:
        """Count the time for each venue that is off."""
        for venue, link in board.links.items():
            if not link.on:
                self.tallies.setdefault(venue, Tally()).off_s += seconds

    def finish(self, at_s: float) -> tuple[float, dict[str, Tally]] | None:
        """Begin the next span if this one is over, and return its beginning and what was counted."""
        if at_s // SPAN_S == self.began_s // SPAN_S:
            return None
        done = (self.began_s, self.tallies)
        self.began_s, self.tallies = at_s // SPAN_S * SPAN_S, {}
        return done


def keep(slug: str, began_s: float, tallies: dict[str, Tally]) -> None:
    """Write a finished span in bulk; a conference without a room leaves nothing."""
    room = Room.objects.filter(conference__slug=slug).first()
    if room is None:
        return
    since = datetime.fromtimestamp(began_s // SPAN_S * SPAN_S, UTC)
    rows = [
        LinkSpan(
            room=room,
            venue=venue,
            since=since,
            pulses=tally.pulses,
            off_s=min(round(tally.off_s), SPAN_S),
            worst=tally.worst,
            stalls=tally.stalls,
        )
        for venue, tally in tallies.items()
    ]
    LinkSpan.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
