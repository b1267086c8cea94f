"""Collect the facts of a conference from its records: public views of the room, counts of its venues, posts.

Once the room is open its log is the truth. Of venues only names, levels, places and the chair's post are taken; never
phones, troubles, names of delegates or of those who operate a venue.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, VenueRow
from diemcau.newsroom.drafting.facts import (
    BranchCount,
    EventFacts,
    Figure,
    Item,
    PictureFacts,
    Statement,
    VenueFacts,
)
from diemcau.room import api as room
from diemcau.units import api as units

_GIVEN = {"speaking", "done"}


def gather(
    conference: Conference,
    *,
    venue: str = "",
    record_address: str = "",
    pictures: Sequence[PictureFacts] = (),
) -> EventFacts:
    """Return what an article may tell of the conference now; for one venue where its key is given.

    Raises:
        NoSuchVenue: the conference has no such venue.
    """
    public = room.get_snapshot(conference, room.PUBLIC)
    state = public["state"]
    rows = _venues(conference)
    own = next((row for row in rows if row.key == venue), None)
    if venue and own is None:
        raise conferences.NoSuchVenue
    statements = _statements(state)
    floors = _floors(state, rows)
    figures = _figures(public, rows, statements, floors)
    if own is not None:
        figures += _figures_of(conference, own, rows, floors)
    return EventFacts(
        slug=conference.slug,
        title=conference.title,
        organiser=_organiser(conference),
        starts_at=timezone.localtime(conference.starts_at),
        phase=state["phase"],
        place=conference.place,
        led_by=next((row.chair_post for row in rows if row.is_main), ""),
        capacities=conferences.capacities(conference),
        ended_at=_local(state.get("ended_at")),
        items=_items(conference, state),
        statements=statements,
        branches=_branches(rows),
        speakers=tuple(row.name for row in rows if floors.get(row.unit_id) and _is_first(row, rows)),
        pictures=tuple(pictures),
        figures={figure.name: figure for figure in figures},
        record_address=record_address,
        venue=_venue(conference, own) if own else None,
    )


def _venues(conference: Conference) -> list[VenueRow]:
    """Return the venues that the room knows; before it opens, those that are prepared."""
    rows = conferences.venues(conference)
    seats = room.state_of(conference.pk).venues
    return [row for row in rows if row.key in seats] if seats else rows


def _items(conference: Conference, state: dict[str, Any]) -> tuple[Item, ...]:
    if state["phase"] == "closed":
        rows = conferences.agenda(conference)
        return tuple(
            Item(key=row.key, kind=row.kind, title=row.title, speaker=_with_post(row)) for row in rows
        )
    return tuple(
        Item(
            key=item["key"],
            kind=item["kind"],
            title=item["title"],
            speaker=item["speaker"],
            status=item["status"],
        )
        for item in state["agenda"]
    )


def _with_post(row: conferences.AgendaRow) -> str:
    return ", ".join(part for part in (row.speaker, row.speaker_post) if part)


def _statements(state: dict[str, Any]) -> tuple[Statement, ...]:
    """Return the statements that were given; who reads one at a venue is not told."""
    given = [found for found in state["statements"] if found["status"] in _GIVEN]
    return tuple(
        Statement(venue=found["venue"], venue_name=found["venue_name"], title=found["title"])
        for found in given
    )


def _floors(state: dict[str, Any], rows: Sequence[VenueRow]) -> Counter[int]:
    """Return how often each unit spoke in the discussion: the floors that were no statement."""
    unit_of = {row.key: row.unit_id for row in rows}
    spoken = Counter({int(unit): times for unit, times in state["spoken"].items()})
    done = [found for found in state["statements"] if found["status"] == "done"]
    spoken.subtract(unit_of[found["venue"]] for found in done if found["venue"] in unit_of)
    return +spoken


def _figures(
    public: dict[str, Any],
    rows: Sequence[VenueRow],
    statements: Sequence[Statement],
    floors: Counter[int],
) -> list[Figure]:
    levels = Counter(row.level for row in rows)
    return [
        Figure(name="venues", value=len(rows)),
        *(Figure(name=f"venues-{level}", value=count) for level, count in levels.items()),
        Figure(name="branches", value=len(_branches(rows))),
        Figure(name="reported", value=public["reported"]),
        Figure(name="delegates", value=public["delegates"]),
        Figure(name="statements", value=len(statements)),
        Figure(name="floors", value=floors.total()),
    ]


def _figures_of(
    conference: Conference, own: VenueRow, rows: Sequence[VenueRow], floors: Counter[int]
) -> list[Figure]:
    """Return what is counted of one venue; its branch counts only for the branch's own venue."""
    found = [Figure(name="venue-floors", value=floors.get(own.unit_id, 0), record="")]
    delegates = room.tallies_of(conference.pk).head_counts.get(own.key)
    if delegates is not None:
        found.append(Figure(name="venue-delegates", value=delegates, record=""))
    if own.unit_id == own.branch_id and _has_province(own):
        found.append(
            Figure(name="venue-branch", value=sum(row.branch_id == own.branch_id for row in rows), record="")
        )
    return found


def _branches(rows: Sequence[VenueRow]) -> tuple[BranchCount, ...]:
    """Return the provinces that have venues, in the order of the venues."""
    counts = Counter(row.branch_name for row in rows if _has_province(row))
    return tuple(BranchCount(name=name, venues=count) for name, count in counts.items())


def _has_province(row: VenueRow) -> bool:
    """Say whether the venue's branch is a province: otherwise it is the root unit itself."""
    return bool(row.unit_path) and row.branch_id != row.unit_path[0]


def _is_first(row: VenueRow, rows: Sequence[VenueRow]) -> bool:
    """Say whether this is the first venue of its unit: a unit that has two is named once."""
    return next(other.key for other in rows if other.unit_id == row.unit_id) == row.key


def _venue(conference: Conference, row: VenueRow) -> VenueFacts:
    return VenueFacts(
        key=row.key,
        name=row.name,
        branch_name=row.branch_name,
        led_by=row.chair_post,
        capacities=conferences.capacities(conferences.get_venue(conference, row.key)),
    )


def _organiser(conference: Conference) -> str:
    day = timezone.localdate(conference.starts_at)
    tree = units.as_of(day)
    if conference.unit_id not in tree:
        tree = units.as_of()
    return tree.get(conference.unit_id).name


def _local(moment: str | None) -> datetime | None:
    found = parse_datetime(moment) if moment else None
    return timezone.localtime(found) if found else None
