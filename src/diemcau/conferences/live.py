"""What conferences ask of their live rooms. These stand above them, so they offer themselves when Django starts."""

from contextlib import AbstractContextManager
from typing import Protocol

from diemcau.conferences.models import Conference
from diemcau.conferences.selectors import VenueRow
from diemcau.people.api import Actor


class Rooms(Protocol):
    """The rooms of all conferences, as far as venues change after the opening."""

    def held(self, conference: Conference) -> AbstractContextManager[None]:
        """Begin a transaction in which nobody else writes to the room; rows and log are committed together."""

    def add_venue(self, conference: Conference, venue: VenueRow, *, actor: Actor) -> None:
        """Tell the room of a new venue. Raises: Refused where it is not open."""

    def change_contacts(self, conference: Conference, venue: VenueRow, *, actor: Actor) -> None:
        """Tell the room of a venue's new contacts. Raises: Refused where it is not open."""


_offered: list[Rooms] = []


def offer_rooms(offered: Rooms) -> None:
    """Be the rooms that conferences tell of changes from now on."""
    _offered[:] = [offered]


def rooms() -> Rooms:
    """Return the rooms."""
    return _offered[0]
