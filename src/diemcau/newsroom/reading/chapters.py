"""Where the parts of a conference stand in its recording.

A recording is made of runs: stretches without a gap, each with the moment at which it begins. Between them the picture
was away; there the recording goes on with the next run at once.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_SHORTEST_S = 1
_SECONDS = re.compile(r"(\d+(?:\.\d+)?),?")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch without a gap: when it begins, where it stands in the recording, and how long it lasts."""

    starts_at: datetime
    from_s: float
    lasts_s: float

    @property
    def ends_at(self) -> datetime:
        """The moment after its last picture."""
        return self.starts_at + timedelta(seconds=self.lasts_s)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording in whole seconds from its beginning; without `until_s` it goes on to the end."""

    from_s: int
    until_s: int | None


def runs_of(playlist: str) -> list[Run]:
    """Return the runs of a recording; a line that cannot be read, as after a power cut, is left out.

    Source: RFC 8216, section 4.3.2 (media segment tags).
    """
    runs: list[Run] = []
    starts_at: datetime | None = None
    from_s = lasts_s = 0.0
    for line in playlist.splitlines():
        tag, _, value = line.partition(":")
        if tag == "#EXT-X-PROGRAM-DATE-TIME" and (moment := _moment(value)):
            if starts_at:
                runs.append(Run(starts_at, from_s, lasts_s))
            starts_at, from_s, lasts_s = moment, from_s + lasts_s, 0.0
        elif tag == "#EXTINF" and (found := _SECONDS.fullmatch(value)):
            lasts_s += float(found[1])
    return [*runs, Run(starts_at, from_s, lasts_s)] if starts_at else []


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def chapter_of(began: datetime, ended: datetime | None, runs: list[Run]) -> Chapter | None:
    """Return where a part that began and ended at these moments stands; None where nothing of it was recorded.

    `ended` is None for a part that goes on.
    """
    first = next((run for run in runs if began < run.ends_at), None)
    if first is None:
        return None
    from_s = first.from_s + max(0.0, (began - first.starts_at).total_seconds())
    if ended is None:
        return Chapter(int(from_s), None)
    last = next((run for run in reversed(runs) if ended > run.starts_at), None)
    if last is None:
        return None
    until_s = last.from_s + min(last.lasts_s, (ended - last.starts_at).total_seconds())
    return Chapter(int(from_s), round(until_s)) if until_s - from_s >= _SHORTEST_S else None
