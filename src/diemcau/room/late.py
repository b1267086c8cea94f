"""Venues that change after the opening: the conference's rows and the log, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from uuid import uuid4

from django.db import transaction

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, VenueRow
from diemcau.people.api import Actor
from diemcau.room.commands import AddVenue, ChangeContacts, Command
from diemcau.room.dispatch import carry_out
from diemcau.room.log import folds
from diemcau.room.plan import seat_of
from diemcau.room.rules import Caller
from diemcau.room.together import locked
from diemcau.room.turn import turn


class LateVenues:
    """What the conferences ask of their rooms; `conferences.Rooms` says what each method does."""

    @contextmanager
    def held(self, conference: Conference) -> Iterator[None]:
        """Take turn and room before the conference, in the order of every command: none waits for the other."""
        folds.warm(conference.pk)
        with turn, transaction.atomic():
            locked(conference)
            yield

    def add_venue(self, conference: Conference, venue: VenueRow, *, actor: Actor) -> None:
        """Append that there is a venue more. Raises: NotSignedIn, NotAllowed, Refused."""
        _append(conference, AddVenue(seat=seat_of(asdict(venue))), actor)

    def change_contacts(self, conference: Conference, venue: VenueRow, *, actor: Actor) -> None:
        """Append whom to call at a venue. Raises: NotSignedIn, NotAllowed, NotFound, Refused."""
        seat = seat_of(asdict(venue))
        command = ChangeContacts(
            venue=seat.key, chair=seat.chair, operator=seat.operator, phone=seat.phone, quota=seat.quota
        )
        _append(conference, command, actor)


def _append(conference: Conference, command: Command, actor: Actor) -> None:
    carry_out(conference, command, caller=Caller(user=conferences.person_of(actor)), key=str(uuid4()))
