"""Help for a venue: a trouble reported, taken and solved, and a line of text with the technical desk."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from diemcau.room import events as e
from diemcau.room.commands.base import Command, Moment, need_seat, need_text
from diemcau.room.refusals import Refusal
from diemcau.room.state import RoomState, Trouble

TEXT_LIMIT = 1000
MOST_A_MINUTE = 20  # messages between one venue and the desk


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTrouble(Command):
    """Say that something does not work at a venue."""

    NAME: ClassVar[str] = "report_trouble"
    venue: str
    kind: e.TroubleKind
    details: str = ""

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        seat = need_seat(state, self.venue)
        open_ones = [t for t in state.troubles if t.venue == self.venue and t.status != "solved"]
        if any(trouble.kind == self.kind for trouble in open_ones):
            raise Refusal("trouble_known")
        return [
            e.TroubleReported(
                trouble=now.key,
                venue=seat.key,
                venue_name=seat.name,
                kind=self.kind,
                details=self.details.strip()[:TEXT_LIMIT],
                at=now.at,
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTrouble(Command):
    """Look after a trouble; a second person may take it over."""

    NAME: ClassVar[str] = "take_trouble"
    trouble: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        known = _need_unsolved(state, self.trouble)
        if known.status == "taken" and known.by == now.by:
            raise Refusal("trouble_already_yours")
        return [e.TroubleTaken(trouble=known.key, venue=known.venue, by=now.by, at=now.at)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveTrouble(Command):
    """Close a trouble; `note` says what helped."""

    NAME: ClassVar[str] = "solve_trouble"
    trouble: str
    note: str = ""

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        known = _need_unsolved(state, self.trouble)
        note = self.note.strip()[:TEXT_LIMIT]
        return [e.TroubleSolved(trouble=known.key, venue=known.venue, note=note, at=now.at)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(Command):
    """Write a line between a venue and the technical desk; `side` is set by the server from who writes."""

    NAME: ClassVar[str] = "send_message"
    venue: str
    text: str
    side: e.Side = "venue"

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        need_seat(state, self.venue)
        since = now.at - timedelta(minutes=1)
        lately = [m for m in state.messages[-MOST_A_MINUTE * 50 :] if m.venue == self.venue and m.at > since]
        if len(lately) >= MOST_A_MINUTE:
            raise Refusal("too_many_messages")
        return [
            e.MessageSent(
                message=now.key,
                venue=self.venue,
                side=self.side,
                by=now.by,
                text=need_text(self.text, limit=TEXT_LIMIT),
                at=now.at,
            )
        ]


def _need_unsolved(state: RoomState, key: str) -> Trouble:
    for trouble in state.troubles:
        if trouble.key == key:
            if trouble.status == "solved":
                raise Refusal("trouble_solved")
            return trouble
    raise Refusal("unknown_trouble")


COMMANDS: tuple[type[Command], ...] = (ReportTrouble, TakeTrouble, SolveTrouble, SendMessage)
