"""Notices to all venues, to a branch or to one venue, on the operators' or the hall screens."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from diemcau.room import events as e
from diemcau.room.commands.base import Command, Moment, need_seat, need_text
from diemcau.room.refusals import Refusal
from diemcau.room.state import RoomState

TEXT_LIMIT = 500
LONGEST_ON_HALLS_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(Command):
    """Send a notice; `target` is a branch or a venue key, empty for all; in the halls it stays `show_s` seconds."""

    NAME: ClassVar[str] = "send_notice"
    text: str
    audience: e.AudienceKind = "all"
    target: str = ""
    screen: e.NoticeScreen = "operators"
    show_s: int = 60

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        name, venues = self._reached(state)
        show_s = min(max(self.show_s, 5), LONGEST_ON_HALLS_S)
        return [
            e.NoticeSent(
                notice=now.key,
                audience=self.audience,
                audience_name=name,
                venues=venues,
                screen=self.screen,
                text=need_text(self.text, limit=TEXT_LIMIT),
                at=now.at,
                until_at=now.at + timedelta(seconds=show_s) if self.screen == "halls" else None,
            )
        ]

    def _reached(self, state: RoomState) -> tuple[str, tuple[str, ...]]:
        if self.audience == "all":
            return "", ()
        if self.audience == "venue":
            seat = need_seat(state, self.target)
            return seat.name, (seat.key,)
        seats = [seat for seat in state.venues.values() if self.target and seat.branch == self.target]
        if not seats:
            raise Refusal("unknown_branch")
        return seats[0].branch_name, tuple(seat.key for seat in seats)


COMMANDS: tuple[type[Command], ...] = (SendNotice,)
