"""The log of a room: reading it, appending to it, and its fold, which any process can make anew at any moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db import connection

from diemcau.people.api import Actor
from diemcau.room.events import Event
from diemcau.room.evolve import fold
from diemcau.room.models import LogRow, Room
from diemcau.room.state import EMPTY, RoomState
from diemcau.room.wire import decode, encode

READ_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its number and the moment of its append."""

    seq: int
    at: datetime
    event: Event


def read(room_id: int, *, after: int = 0, limit: int = READ_AT_ONCE) -> list[Entry]:
    """Return the entries after number `after`, in order, at most `limit` of them."""
    rows = LogRow.objects.filter(room_id=room_id, seq__gt=after).order_by("seq")[:limit]
    return [
        Entry(seq, at, decode(type_, version, data))
        for seq, at, type_, version, data in rows.values_list("seq", "at", "type", "version", "data")
    ]


def append(room: Room, acts: Sequence[tuple[Sequence[Entry], Actor]]) -> None:
    """Append what each actor caused to a room that the caller has locked; the entries go on from its head."""
    rows = [_row(room, entry, actor) for entries, actor in acts for entry in entries]
    if rows:
        LogRow.objects.bulk_create(rows)
        Room.objects.filter(pk=room.pk).update(head=rows[-1].seq)


def _row(room: Room, entry: Entry, actor: Actor) -> LogRow:
    return LogRow(
        room=room,
        seq=entry.seq,
        type=entry.event.TYPE,
        version=entry.event.VERSION,
        data=encode(entry.event),
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_label=actor.label,
        at=entry.at,
    )


class Folds:
    """The newest fold of each room in this process: a cache, and nothing that the log does not know."""

    def __init__(self) -> None:
        self._known: dict[int, RoomState] = {}
        self._lock = Lock()

    def at(self, room_id: int, head: int) -> RoomState:
        """Return the room's state at `head`, reading only what is not folded yet."""
        state = self._known.get(room_id, EMPTY)
        if state.seq > head:  # a restored database, or an append that was rolled back
            state = EMPTY
        while state.seq < head:
            entries = read(room_id, after=state.seq, limit=min(READ_AT_ONCE, head - state.seq))
            state = fold((entry.event for entry in entries), state)
        return state

    def warm(self, room_id: int) -> None:
        """Fold a room's committed log, unless this process has done so before: a refused command keeps nothing."""
        if room_id in self._known or connection.in_atomic_block:
            return
        head = Room.objects.filter(pk=room_id).values_list("head", flat=True).first()
        if head is not None:
            self.keep(room_id, self.at(room_id, head))

    def keep(self, room_id: int, state: RoomState) -> None:
        """Remember a committed state."""
        with self._lock:
            known = self._known.get(room_id)
            if known is None or known.seq <= state.seq:
                self._known[room_id] = state

    def forget(self) -> None:
        """Forget everything: the next reader folds anew."""
        with self._lock:
            self._known.clear()


folds = Folds()
