"""Carry out a command: lock, permission, decision, append, all in one transaction; telling comes after the commit."""

from dataclasses import dataclass

from django.db import connection, transaction

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference
from diemcau.room.commands import Command, OpenRoom
from diemcau.room.log import Entry, folds
from diemcau.room.messages import in_words
from diemcau.room.models import Receipt
from diemcau.room.plan import item_of, seat_of
from diemcau.room.refusals import Refusal
from diemcau.room.rules import Caller, check
from diemcau.room.together import Job, carry_out_together, locked, waiting
from diemcau.room.turn import turn


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command caused; `repeated` when it had been carried out before under the same key."""

    entries: list[Entry]
    repeated: bool


def carry_out(conference: Conference, command: Command, *, caller: Caller, key: str) -> Outcome:
    """Carry out a command once per caller and key, and return the entries that it appended.

    Raises: NotSignedIn, NotAllowed, NotFound, Refused.
    """
    check(caller, command.NAME, conference, getattr(command, "venue", None))  # who may not, waits for no lock
    folds.warm(conference.pk)
    job = Job(conference=conference, command=command, caller=caller, key=key)
    if connection.in_atomic_block:  # a part of something larger, whose end is not known yet
        with turn:
            carry_out_together([job])
    else:
        waiting.put(job)
        with turn:
            if not job.is_done:
                carry_out_together(waiting.take(conference.pk))
    if isinstance(job.fault, Refusal):
        raise in_words(job.fault) from job.fault
    if job.fault is not None:
        raise job.fault
    return Outcome(job.entries, repeated=job.repeated)


def open_room(conference: Conference, *, caller: Caller, key: str) -> Outcome:
    """Freeze what was prepared and open the room. Raises: NotSignedIn, NotAllowed, Refused."""
    check(caller, OpenRoom.NAME, conference, None)
    with turn, transaction.atomic():
        known = Receipt.objects.filter(room=locked(conference), key=key).exists()
        agenda, venues = ([], []) if known else conferences.freeze(conference)
        command = OpenRoom(
            title=conference.title,
            starts_at=conference.starts_at,
            desk_phone=conference.desk_phone,
            agenda=tuple(item_of(row) for row in agenda),
            venues=tuple(seat_of(row) for row in venues),
        )
        return carry_out(conference, command, caller=caller, key=key)
