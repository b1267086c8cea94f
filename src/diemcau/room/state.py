"""What a live room is at one moment: the fold of its log. Standard library only.

Every collection is a tuple in the order in which a reader expects it, or a mapping that is never changed in place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from diemcau.room.events import AudienceKind, NoticeScreen, Seat, Side, TroubleKind

Phase = Literal["closed", "open", "live", "paused", "ended"]
ItemStatus = Literal["waiting", "running", "done", "skipped"]
StatementStatus = Literal["registered", "approved", "called_up", "speaking", "done", "declined", "withdrawn"]
TroubleStatus = Literal["reported", "taken", "solved"]

_EMPTY: Mapping[str, Seat] = MappingProxyType({})
_NONE_SPOKEN: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """An agenda item and how far it is."""

    key: str
    kind: str
    title: str
    speaker: str
    planned_minutes: int
    status: ItemStatus = "waiting"
    started_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A venue that waits for the floor."""

    key: str
    venue: str
    venue_name: str
    unit: int
    topic: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The venue that speaks now."""

    key: str
    venue: str
    venue_name: str
    unit: int
    statement: str | None
    granted_at: datetime
    limit_s: int
    deadline_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A registered statement; once `announced` (approved for the first time) everyone knows of it."""

    key: str
    venue: str
    venue_name: str
    unit: int
    title: str
    speaker: str
    status: StatementStatus
    announced: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice that was sent; `venues` is empty when it went to all."""

    key: str
    audience: AudienceKind
    audience_name: str
    venues: tuple[str, ...]
    screen: NoticeScreen
    text: str
    at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A trouble and who looks after it."""

    key: str
    venue: str
    venue_name: str
    kind: TroubleKind
    details: str
    status: TroubleStatus
    at: datetime
    by: str = ""
    taken_at: datetime | None = None
    solved_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A line between a venue and the technical desk."""

    key: str
    venue: str
    side: Side
    by: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomState:
    """Everything that is known of a room after event number `seq`."""

    seq: int = 0
    phase: Phase = "closed"
    title: str = ""
    desk_phone: str = ""
    starts_at: datetime | None = None
    opened_at: datetime | None = None
    started_at: datetime | None = None
    paused_at: datetime | None = None
    pause_note: str = ""
    ended_at: datetime | None = None
    venue_count: int = 0
    agenda: tuple[ItemState, ...] = ()
    requests: tuple[Request, ...] = ()
    floor: Floor | None = None
    spoken: Mapping[int, int] = field(default_factory=lambda: _NONE_SPOKEN)
    statements: tuple[Statement, ...] = ()
    notices: tuple[Notice, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    messages: tuple[Message, ...] = ()
    venues: Mapping[str, Seat] = field(default_factory=lambda: _EMPTY)


EMPTY = RoomState()
