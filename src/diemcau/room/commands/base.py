"""What every command knows beside its own fields, and the checks that many of them share."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from diemcau.room.events import Event, Seat
from diemcau.room.refusals import Refusal
from diemcau.room.state import Phase, RoomState

OPENED: frozenset[Phase] = frozenset({"open", "live", "paused"})
RUNNING: frozenset[Phase] = frozenset({"live", "paused"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When and by whom a command is given: `at` in UTC with whole milliseconds, a fresh key for what it makes,
    and what to call the one who gives it."""

    at: datetime
    key: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Base of all commands. `NAME` stands in the address; `PHASES` are those in which it can be given."""

    NAME: ClassVar[str]
    PHASES: ClassVar[frozenset[Phase]] = OPENED

    def decide(self, state: RoomState, now: Moment) -> list[Event]:
        """Return what happens. Raises: Refusal where the room does not permit it."""
        raise NotImplementedError


def need_seat(state: RoomState, venue: str) -> Seat:
    """Return the venue's seat. Raises: Refusal where the room has no such venue."""
    seat = state.venues.get(venue)
    if seat is None:
        raise Refusal("unknown_venue")
    return seat


def need_text(text: str, *, limit: int, code: str = "empty_text") -> str:
    """Return the text without spaces around. Raises: Refusal where it is empty or longer than `limit` letters."""
    text = text.strip()
    if not text:
        raise Refusal(code)
    if len(text) > limit:
        raise Refusal("text_too_long", limit=limit)
    return text
