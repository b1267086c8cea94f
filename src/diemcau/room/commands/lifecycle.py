"""Open, start, pause, resume and end."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from diemcau.room import events as e
from diemcau.room.commands.base import OPENED, Command, Moment
from diemcau.room.commands.floor import close_floor
from diemcau.room.refusals import Refusal
from diemcau.room.state import Phase, RoomState


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRoom(Command):
    """Open the room: what was planned is frozen into the log. Given by the server, which reads the plan."""

    NAME: ClassVar[str] = "open"
    PHASES: ClassVar[frozenset[Phase]] = frozenset({"closed"})
    title: str
    starts_at: datetime | None = None
    desk_phone: str = ""
    agenda: tuple[e.Item, ...] = ()
    venues: tuple[e.Seat, ...] = ()

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        if not self.venues:
            raise Refusal("no_venues")
        return [
            e.RoomOpened(
                at=now.at,
                title=self.title,
                starts_at=self.starts_at,
                desk_phone=self.desk_phone,
                agenda=self.agenda,
                venue_count=len(self.venues),
                venues=self.venues,
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Command):
    """Start the conference."""

    NAME: ClassVar[str] = "start"
    PHASES: ClassVar[frozenset[Phase]] = frozenset({"open"})

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        return [e.ConferenceStarted(at=now.at)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    """Interrupt the conference; `note` tells the halls why and until when."""

    NAME: ClassVar[str] = "pause"
    PHASES: ClassVar[frozenset[Phase]] = frozenset({"live"})
    note: str = ""

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        return [e.ConferencePaused(at=now.at, note=self.note.strip()[:200])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """Go on after a pause."""

    NAME: ClassVar[str] = "resume"
    PHASES: ClassVar[frozenset[Phase]] = frozenset({"paused"})

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        return [e.ConferenceResumed(at=now.at)]


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Command):
    """End the conference; who speaks gives the floor back, what runs is finished."""

    NAME: ClassVar[str] = "end"
    PHASES: ClassVar[frozenset[Phase]] = OPENED

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        running = [item.key for item in state.agenda if item.status == "running"]
        return [
            *close_floor(state, now),
            *(e.ItemFinished(item=key, at=now.at) for key in running),
            e.ConferenceEnded(at=now.at),
        ]


COMMANDS: tuple[type[Command], ...] = (Start, Pause, Resume, End)
