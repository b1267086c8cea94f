"""Add a venue to an open room, and change whom to call at one. Given by the server, which changes the rows with it."""

from dataclasses import dataclass
from typing import ClassVar

from diemcau.room import events as e
from diemcau.room.commands.base import Command, Moment, need_seat
from diemcau.room.refusals import Refusal
from diemcau.room.state import RoomState


@dataclass(frozen=True, slots=True, kw_only=True)
class AddVenue(Command):
    """Let one venue more take part."""

    NAME: ClassVar[str] = "add_venue"
    seat: e.Seat

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        if self.seat.key in state.venues:
            raise Refusal("venue_known")
        return [e.VenueAdded(at=now.at, venue_count=state.venue_count + 1, seat=self.seat)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContacts(Command):
    """Say who is at a venue now, and how to reach them."""

    NAME: ClassVar[str] = "change_contacts"
    venue: str
    chair: str
    operator: str
    phone: str
    quota: int | None

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        return [
            e.VenueContactsChanged(
                venue=need_seat(state, self.venue).key,
                chair=self.chair,
                operator=self.operator,
                phone=self.phone,
                quota=self.quota,
                at=now.at,
            )
        ]
