"""What a command leads to: `decide(state, command, now) -> [event]`. Pure; it changes nothing."""

from diemcau.room.commands.base import Command, Moment
from diemcau.room.events import Event
from diemcau.room.refusals import Refusal
from diemcau.room.state import RoomState


def decide(state: RoomState, command: Command, now: Moment) -> list[Event]:
    """Return the events that `command` causes in `state`.

    Raises: Refusal with code `room_<phase>` where it cannot be given in this phase, else with the command's own codes.
    """
    if state.phase not in command.PHASES:
        raise Refusal(f"room_{state.phase}")
    return command.decide(state, now)
