"""What happened in a live room: frozen facts in the past tense, each complete in itself.

An optional field may be added to an event; any other change is a new version with an upcaster in `wire.py`.
Times are aware and in UTC; keys are those of docs/contracts.md. Standard library only.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

NoticeScreen = Literal["operators", "halls"]
AudienceKind = Literal["all", "branch", "venue"]
TroubleKind = Literal["picture", "sound", "link", "power", "other"]
Side = Literal["desk", "venue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An agenda item as it stood when the room opened; `planned_minutes` in whole minutes."""

    key: str
    kind: str
    title: str
    speaker: str = ""
    planned_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A venue of the room: its name and place in the tree are frozen since the opening, or since it was added.

    `unit` and `path` are unit ids (path from the root to the host unit); `branch` names the province or body
    under which the control room shows it. Chair, operator, phone and quota may change; they are for staff only.
    """

    key: str
    name: str
    unit: int
    path: tuple[int, ...] = ()
    level: str = ""
    branch: str = ""
    branch_name: str = ""
    chair: str = ""
    operator: str = ""
    phone: str = ""
    quota: int | None = None
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events of a room. `TYPE` is the name on the wire, `VERSION` counts its shapes from 1."""

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOpened(Event):
    """The room is open; the agenda and the venues' names and places are frozen from here on."""

    TYPE: ClassVar[str] = "room.opened"
    at: datetime
    title: str
    starts_at: datetime | None = None
    desk_phone: str = ""
    agenda: tuple[Item, ...] = ()
    venue_count: int = 0
    venues: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueAdded(Event):
    """A venue that was forgotten takes part, too; all learn how many there are now, and the staff which one it is."""

    TYPE: ClassVar[str] = "room.venue.added"
    at: datetime
    venue_count: int
    seat: Seat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueContactsChanged(Event):
    """Other people are at a venue, or can be reached elsewhere; for staff only, as in `Seat`."""

    TYPE: ClassVar[str] = "room.venue.contacts_changed"
    venue: str
    chair: str
    operator: str
    phone: str
    quota: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceStarted(Event):
    """The conference is live."""

    TYPE: ClassVar[str] = "room.conference.started"
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferencePaused(Event):
    """The conference rests; `note` is shown in the halls."""

    TYPE: ClassVar[str] = "room.conference.paused"
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceResumed(Event):
    """The conference goes on."""

    TYPE: ClassVar[str] = "room.conference.resumed"
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceEnded(Event):
    """The conference is over; nothing but reading is possible from here on."""

    TYPE: ClassVar[str] = "room.conference.ended"
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStarted(Event):
    """An agenda item is being dealt with."""

    TYPE: ClassVar[str] = "room.item.started"
    item: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFinished(Event):
    """An agenda item is done."""

    TYPE: ClassVar[str] = "room.item.finished"
    item: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSkipped(Event):
    """An agenda item is left out."""

    TYPE: ClassVar[str] = "room.item.skipped"
    item: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorRequested(Event):
    """A venue asks for the floor; `unit` is the id of its host unit, by which speaking is counted."""

    TYPE: ClassVar[str] = "room.floor.requested"
    request: str
    venue: str
    venue_name: str
    unit: int
    topic: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorRequestWithdrawn(Event):
    """A request leaves the queue without being granted."""

    TYPE: ClassVar[str] = "room.floor.withdrawn"
    request: str
    venue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorGranted(Event):
    """A venue has the floor until `deadline_at`; nothing expires by itself, overrun is shown."""

    TYPE: ClassVar[str] = "room.floor.granted"
    grant: str
    venue: str
    venue_name: str
    unit: int
    request: str | None = None
    statement: str | None = None
    at: datetime
    limit_s: int
    deadline_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorExtended(Event):
    """The one who speaks has `extra_s` seconds more."""

    TYPE: ClassVar[str] = "room.floor.extended"
    grant: str
    extra_s: int
    deadline_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorFinished(Event):
    """The one who spoke gave the floor back after `spoken_s` seconds."""

    TYPE: ClassVar[str] = "room.floor.finished"
    grant: str
    venue: str
    unit: int
    statement: str | None = None
    at: datetime
    spoken_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRegistered(Event):
    """A venue announces a prepared text (tham luận); nobody but its venue and the staff knows of it yet."""

    TYPE: ClassVar[str] = "room.statement.registered"
    statement: str
    venue: str
    venue_name: str
    unit: int
    title: str
    speaker: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementApproved(Event):
    """A registered statement takes its place at the end of the order."""

    TYPE: ClassVar[str] = "room.statement.approved"
    statement: str
    venue: str
    venue_name: str
    unit: int
    title: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDeclined(Event):
    """A registered statement will not be heard; it was `announced` if everyone knew of it."""

    TYPE: ClassVar[str] = "room.statement.declined"
    statement: str
    venue: str
    announced: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWithdrawn(Event):
    """The venue takes its statement back; it was `announced` if everyone knew of it."""

    TYPE: ClassVar[str] = "room.statement.withdrawn"
    statement: str
    venue: str
    announced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsOrdered(Event):
    """The approved statements stand in this order now."""

    TYPE: ClassVar[str] = "room.statements.ordered"
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsCalledUp(Event):
    """These statements come next: their venues get ready (chuẩn bị phát biểu)."""

    TYPE: ClassVar[str] = "room.statements.called_up"
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(Event):
    """A short text to all, to a branch or to one venue; `venues` is whom it reaches, empty for all.

    `screen` says where it is shown; a notice to halls is also taken away there at `until_at`.
    """

    TYPE: ClassVar[str] = "room.notice.sent"
    notice: str
    audience: AudienceKind
    audience_name: str = ""
    venues: tuple[str, ...] = ()
    screen: NoticeScreen
    text: str
    at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleReported(Event):
    """Something does not work at a venue."""

    TYPE: ClassVar[str] = "room.trouble.reported"
    trouble: str
    venue: str
    venue_name: str
    kind: TroubleKind
    details: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleTaken(Event):
    """Someone at the technical desk looks after it."""

    TYPE: ClassVar[str] = "room.trouble.taken"
    trouble: str
    venue: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleSolved(Event):
    """It works again, or the venue does without."""

    TYPE: ClassVar[str] = "room.trouble.solved"
    trouble: str
    venue: str
    note: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """A line of text between one venue and the technical desk."""

    TYPE: ClassVar[str] = "room.message.sent"
    message: str
    venue: str
    side: Side
    by: str = ""
    text: str
    at: datetime


EVENTS: tuple[type[Event], ...] = (
    RoomOpened,
    VenueAdded,
    VenueContactsChanged,
    ConferenceStarted,
    ConferencePaused,
    ConferenceResumed,
    ConferenceEnded,
    ItemStarted,
    ItemFinished,
    ItemSkipped,
    FloorRequested,
    FloorRequestWithdrawn,
    FloorGranted,
    FloorExtended,
    FloorFinished,
    StatementRegistered,
    StatementApproved,
    StatementDeclined,
    StatementWithdrawn,
    StatementsOrdered,
    StatementsCalledUp,
    NoticeSent,
    TroubleReported,
    TroubleTaken,
    TroubleSolved,
    MessageSent,
)
