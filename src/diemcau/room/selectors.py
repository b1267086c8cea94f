"""Reading a room: its state, its log and its tallies, as a viewer may see them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, Status
from diemcau.core.clock import now
from diemcau.room.events import ItemStarted
from diemcau.room.log import Entry, folds, read
from diemcau.room.models import LogRow, Room
from diemcau.room.plan import seat_of
from diemcau.room.state import EMPTY, RoomState
from diemcau.room.tallies import Tallies, tallies_of
from diemcau.room.visibility import Viewer, envelope, snapshot
from diemcau.room.wire import encode, encode_moment


@dataclass(frozen=True, slots=True)
class LiveRoom:
    """A room that is open and has not ended."""

    room_id: int
    slug: str
    title: str
    phase: str


def state_of(room_id: int) -> RoomState:
    """Return the newest state of a room; one query when nothing happened since the last one."""
    head = Room.objects.filter(pk=room_id).values_list("head", flat=True).first()
    if head is None:
        return EMPTY
    state = folds.at(room_id, head)
    if not connection.in_atomic_block:
        folds.keep(room_id, state)
    return state


def get_snapshot(conference: Conference, viewer: Viewer) -> dict[str, Any]:
    """Return what a fresh client begins with: state, tallies and the server's clock."""
    state, tallies = state_of(conference.pk), tallies_of(conference.pk)
    if state.phase == "closed":
        state = _announced(conference)
    found = {"state": snapshot(state, viewer), **totals(tallies), "now": encode_moment(now())}
    if viewer.staff:
        found["tallies"] = {"head_counts": tallies.head_counts, "seen": tallies.seen}
    elif viewer.venue in tallies.head_counts:
        found["tallies"] = {"head_counts": {viewer.venue: tallies.head_counts[viewer.venue]}, "seen": {}}
    return found


def totals(tallies: Tallies) -> dict[str, int]:
    """Return the counts that everyone may know."""
    return {"delegates": tallies.delegates, "reported": tallies.reported}


def get_events(conference: Conference, viewer: Viewer, *, after: int) -> dict[str, Any]:
    """Return the head and the envelopes after number `after`, at most `log.READ_AT_ONCE`."""
    head = Room.objects.filter(pk=conference.pk).values_list("head", flat=True).first() or 0
    entries = read(conference.pk, after=after) if after < head else []
    return {"head": head, "events": envelopes(entries, viewer)}


def envelopes(entries: list[Entry], viewer: Viewer) -> list[dict[str, Any]]:
    """Return entries as the viewer may see them."""
    return [envelope(entry.seq, entry.at, entry.event, viewer) for entry in entries]


def get_seats(conference: Conference) -> dict[str, Any]:
    """Return the venues with chair, operator and phone, for staff, and the number of the event up to which they are true.

    Before the opening they are those that are prepared.
    """
    state = state_of(conference.pk)
    seats = state.venues.values() or [seat_of(asdict(row)) for row in conferences.venues(conference)]
    return {"head": state.seq, "venues": [encode(seat) for seat in seats]}


def items_begun(conference: Conference) -> dict[str, datetime]:
    """Return by the key of an item when it was first taken up; one that was taken up again keeps the first moment."""
    begun: dict[str, datetime] = {}
    rows = LogRow.objects.filter(room_id=conference.pk, type=ItemStarted.TYPE).order_by("seq")
    for item, at in rows.values_list("data__item", "at"):
        begun.setdefault(item, at)
    return begun


def list_live() -> list[LiveRoom]:
    """Return the rooms that are open now, oldest first."""
    found = []
    open_ones = Room.objects.filter(conference__status=Status.OPEN).order_by("pk")
    for room_id, slug, title in open_ones.values_list("pk", "conference__slug", "conference__title"):
        state = state_of(room_id)
        if state.phase not in {"closed", "ended"}:
            found.append(LiveRoom(room_id=room_id, slug=slug, title=title, phase=state.phase))
    return found


def _announced(conference: Conference) -> RoomState:
    """Return what is known before the room opens: title, time and whom to call."""
    return RoomState(title=conference.title, starts_at=conference.starts_at, desk_phone=conference.desk_phone)
