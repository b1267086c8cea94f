"""The commands of a live room, one module per matter. Pure: standard library only."""

from diemcau.room.commands import agenda, floor, help, lifecycle, notices, statements  # noqa: A004
from diemcau.room.commands.base import Command, Moment
from diemcau.room.commands.lifecycle import OpenRoom
from diemcau.room.commands.venues import AddVenue, ChangeContacts

COMMANDS: dict[str, type[Command]] = {
    command.NAME: command
    for module in (lifecycle, agenda, floor, statements, notices, help)
    for command in module.COMMANDS
}

__all__ = ["COMMANDS", "AddVenue", "ChangeContacts", "Command", "Moment", "OpenRoom"]
