"""Who may see what of a room. Deny by default: an event that is not named here shows its number only.

Every row reaches everyone as an envelope with its `seq`, so that nobody's numbering has a hole; what a reader may not
see comes with empty data. The same rule filters the log, the live subjects and the snapshots.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from diemcau.room import events as e
from diemcau.room.state import RoomState
from diemcau.room.wire import encode, encode_moment


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the staff of the conference, one venue, or (neither) anyone who may follow it."""

    staff: bool = False
    venue: str | None = None


PUBLIC = Viewer()
STAFF = Viewer(staff=True)

# What everyone may know, field by field.
_PUBLIC: dict[type[e.Event], frozenset[str]] = {
    event: frozenset(field.name for field in fields(event))
    for event in (
        e.ConferenceStarted,
        e.ConferencePaused,
        e.ConferenceResumed,
        e.ConferenceEnded,
        e.ItemStarted,
        e.ItemFinished,
        e.ItemSkipped,
        e.FloorRequested,
        e.FloorRequestWithdrawn,
        e.FloorGranted,
        e.FloorExtended,
        e.FloorFinished,
        e.StatementApproved,
        e.StatementsOrdered,
        e.StatementsCalledUp,
    )
} | {
    e.RoomOpened: frozenset({"at", "title", "starts_at", "desk_phone", "agenda", "venue_count"}),
    e.VenueAdded: frozenset({"at", "venue_count"}),
    e.StatementDeclined: frozenset({"statement", "venue", "announced"}),
    e.StatementWithdrawn: frozenset({"statement", "venue", "announced"}),
}

# Whom the whole of a restricted event concerns beside the staff.
_CONCERNS: dict[type[e.Event], Callable[[Any], tuple[str, ...]]] = {
    event: (lambda row: (row.venue,))
    for event in (
        e.StatementRegistered,
        e.StatementDeclined,
        e.StatementWithdrawn,
        e.TroubleReported,
        e.TroubleTaken,
        e.TroubleSolved,
        e.MessageSent,
    )
} | {
    e.NoticeSent: lambda row: row.venues,
    e.VenueAdded: lambda _row: (),
    e.VenueContactsChanged: lambda _row: (),
}


@dataclass(frozen=True, slots=True)
class Views:
    """The envelopes of one row: for everyone, and the fuller ones for the staff and for single venues."""

    public: dict[str, Any]
    staff: dict[str, Any] | None
    venues: Mapping[str, dict[str, Any]]


def views(seq: int, at: datetime, event: e.Event) -> Views:
    """Return what each reader gets of row number `seq`, appended at `at`."""
    public = envelope(seq, at, event, PUBLIC)
    if _is_open(event) or type(event) not in _CONCERNS:
        return Views(public=public, staff=None, venues={})
    full = envelope(seq, at, event, STAFF)
    return Views(public=public, staff=full, venues=dict.fromkeys(_CONCERNS[type(event)](event), full))


def envelope(seq: int, at: datetime, event: e.Event, viewer: Viewer) -> dict[str, Any]:
    """Return row number `seq` as `viewer` may see it."""
    seen = _seen(event, viewer)
    return {
        "seq": seq,
        "type": event.TYPE,
        "version": event.VERSION,
        "at": encode_moment(at),
        "data": {name: encode(getattr(event, name)) for name in _names(event) if name in seen},
    }


def _names(event: e.Event) -> list[str]:
    return [field.name for field in fields(event)]


def _is_open(event: e.Event) -> bool:
    return isinstance(event, e.NoticeSent) and event.audience == "all"


def _seen(event: e.Event, viewer: Viewer) -> frozenset[str]:
    if _is_open(event) or _concerned(event, viewer):
        return frozenset(_names(event))
    if isinstance(event, e.StatementDeclined | e.StatementWithdrawn) and not event.announced:
        return frozenset()
    return _PUBLIC.get(type(event), frozenset())


def _concerned(event: e.Event, viewer: Viewer) -> bool:
    concerns = _CONCERNS.get(type(event))
    if concerns is None:
        return False
    return viewer.staff or viewer.venue in concerns(event)


def seen_state(state: RoomState, viewer: Viewer) -> RoomState:
    """Return the room as `viewer` may see it; seats are fetched by permission, never part of it."""
    if viewer.staff:
        return replace(state, venues={})
    own = viewer.venue
    return replace(
        state,
        venues={},
        statements=tuple(
            s if s.venue == own else replace(s, reason="")
            for s in state.statements
            if s.venue == own or s.announced
        ),
        notices=tuple(n for n in state.notices if n.audience == "all" or own in n.venues),
        troubles=tuple(t for t in state.troubles if t.venue == own),
        messages=tuple(m for m in state.messages if m.venue == own),
    )


def snapshot(state: RoomState, viewer: Viewer) -> dict[str, Any]:
    """Return the room as JSON for `viewer`: what a fresh client begins with."""
    shown: dict[str, Any] = encode(seen_state(state, viewer))
    del shown["venues"]
    return shown
