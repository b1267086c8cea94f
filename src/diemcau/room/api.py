"""The only door to live rooms."""

from uuid import uuid4

from diemcau.conferences.api import get_conference
from diemcau.room.commands import COMMANDS, Command
from diemcau.room.dispatch import Outcome, carry_out, open_room
from diemcau.room.log import Entry, read
from diemcau.room.rules import THE_SYSTEM, Caller, caller_of, viewer_of
from diemcau.room.selectors import LiveRoom, get_events, get_snapshot, items_begun, list_live, state_of
from diemcau.room.state import RoomState
from diemcau.room.tallies import Tallies, tallies_of
from diemcau.room.visibility import PUBLIC, STAFF, Viewer


def dispatch(
    slug: str, name: str, *, caller: Caller = THE_SYSTEM, key: str | None = None, **given: object
) -> Outcome:
    """Carry out the command called `name` with its fields; `key` makes it once (default: always new).

    Raises: NotFound, NotAllowed, Refused.
    """
    conference = get_conference(slug)
    key = key or str(uuid4())
    if name == "open":
        return open_room(conference, caller=caller, key=key)
    return carry_out(conference, COMMANDS[name](**given), caller=caller, key=key)


__all__ = [
    "COMMANDS",
    "PUBLIC",
    "STAFF",
    "THE_SYSTEM",
    "Caller",
    "Command",
    "Entry",
    "LiveRoom",
    "Outcome",
    "RoomState",
    "Tallies",
    "Viewer",
    "caller_of",
    "dispatch",
    "get_events",
    "get_snapshot",
    "items_begun",
    "list_live",
    "read",
    "state_of",
    "tallies_of",
    "viewer_of",
]
