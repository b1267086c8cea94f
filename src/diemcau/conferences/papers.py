"""What is printed for the day the network is gone: running script and call sheet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from diemcau.conferences.models import AgendaItem, Conference
from diemcau.conferences.selectors import VenueRow, venues


@dataclass(frozen=True, slots=True)
class TimedItem:
    """An agenda item with the clock times that the plan gives it."""

    item: AgendaItem
    starts_at: datetime
    ends_at: datetime


def timed_agenda(conference: Conference) -> list[TimedItem]:
    """Return the agenda with planned times, each item right after the one before, from the conference's start."""
    timed: list[TimedItem] = []
    starts_at = conference.starts_at
    for item in conference.agenda_items.all():
        ends_at = starts_at + timedelta(minutes=item.planned_minutes)
        timed.append(TimedItem(item, starts_at, ends_at))
        starts_at = ends_at
    return timed


@dataclass(frozen=True, slots=True)
class Branch:
    """The venues of one branch, in order."""

    code: str
    name: str
    venues: list[VenueRow]


def venues_by_branch(conference: Conference, branch_code: str = "") -> list[Branch]:
    """Return the venues in their branches; the main venue stands first, in a group of its own branch."""
    rows = [row for row in venues(conference) if not branch_code or row.branch_code == branch_code]
    rows.sort(key=lambda row: (not row.is_main, row.position))
    groups = groupby(rows, key=lambda row: (row.branch_code, row.branch_name))
    return [Branch(code, name, list(found)) for (code, name), found in groups]
