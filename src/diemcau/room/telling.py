"""What the relay tells, read from the database: rows as each reader may see them, heads, and what is counted."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from diemcau.adapters.nats import subjects
from diemcau.conferences.api import Status
from diemcau.core.clock import now
from diemcau.room.events import ConferenceEnded
from diemcau.room.log import read
from diemcau.room.models import LogRow, Room
from diemcau.room.selectors import totals
from diemcau.room.tallies import Tallies, tallies_of
from diemcau.room.visibility import views

FOLLOWED_AFTER_END = timedelta(hours=24)

Message = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class RoomHead:
    """A room and the number of its last row."""

    room_id: int
    slug: str
    head: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is counted in a room, as it was last told."""

    tallies: Tallies = field(default_factory=lambda: Tallies(head_counts={}, seen={}))

    @property
    def totals(self) -> dict[str, int]:
        """Return the counts that everyone may know."""
        return totals(self.tallies)

    def since(self, before: "Known") -> dict[str, dict[str, int]]:
        """Return the counts that differ from `before`."""
        return {
            "head_counts": _changed(before.tallies.head_counts, self.tallies.head_counts),
            "seen": _changed(before.tallies.seen, self.tallies.seen),
        }


def heads() -> list[RoomHead]:
    """Return every room with its head; one query."""
    rows = Room.objects.values_list("pk", "conference__slug", "head")
    return [RoomHead(*row) for row in rows]


def followed() -> list[RoomHead]:
    """Return the rooms that are not over, or were a day ago; one query."""
    last = LogRow.objects.filter(room=OuterRef("pk"), seq=OuterRef("head"))
    rooms = Room.objects.annotate(
        last_type=Subquery(last.values("type")), last_at=Subquery(last.values("at"))
    )
    over = Q(last_type=ConferenceEnded.TYPE, last_at__lt=now() - FOLLOWED_AFTER_END)
    return [RoomHead(*row) for row in rooms.exclude(over).values_list("pk", "conference__slug", "head")]


def ended_slugs() -> set[str]:
    """Return the conferences whose room has ended; one query."""
    ended = Room.objects.filter(conference__status=Status.ENDED)
    return set(ended.values_list("conference__slug", flat=True))


def messages(room: RoomHead, *, after: int, limit: int) -> tuple[list[Message], int]:
    """Return what to say for the rows after number `after`, and the number of the last of them.

    One message for each subject, a list of envelopes: a hundred rows told one by one to ten thousand clients would be a
    million deliveries. The fuller envelopes come first and the public ones last: what arrives first for a number wins.
    """
    told: dict[str, list[dict[str, Any]]] = {}
    public: list[dict[str, Any]] = []
    last = after
    for entry in read(room.room_id, after=after, limit=limit):
        seen = views(entry.seq, entry.at, entry.event)
        if seen.staff is not None:
            told.setdefault(subjects.staff(room.slug), []).append(seen.staff)
        for key, full in seen.venues.items():
            told.setdefault(subjects.venue(room.slug, key), []).append(full)
        public.append(seen.public)
        last = entry.seq
    said = [(subject, packed(rows)) for subject, rows in told.items()]
    return [*said, (subjects.events(room.slug), packed(public))] if public else said, last


def known(room: RoomHead) -> Known:
    """Return what is counted in a room now; two queries."""
    return Known(tallies_of(room.room_id))


def packed(said: object) -> bytes:
    """Return a message as it goes over the wire."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _changed(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {key: count for key, count in after.items() if before.get(key) != count}
