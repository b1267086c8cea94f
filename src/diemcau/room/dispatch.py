"""Carry out a command: lock, permission, decision, append, all in one transaction; telling comes after the commit."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference
from diemcau.core.clock import now
from diemcau.core.ids import new_id
from diemcau.people import api as people
from diemcau.room import events as e
from diemcau.room import nudge
from diemcau.room.commands import Command, Moment, OpenRoom
from diemcau.room.commands.help import SendMessage
from diemcau.room.decide import decide
from diemcau.room.evolve import fold
from diemcau.room.log import Entry, append, folds, read
from diemcau.room.messages import in_words
from diemcau.room.models import Receipt, Room
from diemcau.room.plan import item_of, seat_of
from diemcau.room.refusals import Refusal
from diemcau.room.rules import Caller, check
from diemcau.room.turn import turn


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command caused; `repeated` when it had been carried out before under the same key."""

    entries: list[Entry]
    repeated: bool


def carry_out(conference: Conference, command: Command, *, caller: Caller, key: str) -> Outcome:
    """Carry out a command once per caller and key, and return the entries that it appended.

    Raises: NotAllowed, NotFound, Refused.
    """
    check(caller, command.NAME, conference, getattr(command, "venue", None))  # who may not, waits for no lock
    folds.warm(conference.pk)
    with turn, transaction.atomic():
        room = _locked(conference)
        check(caller, command.NAME, conference, getattr(command, "venue", None))
        known = _known(room, command.NAME, caller=caller, key=key)
        if known is not None:
            return known
        entries = _append(room, conference, command, caller=caller, key=key)
    nudge.say(conference.slug, "log")
    return Outcome(entries, repeated=False)


def open_room(conference: Conference, *, caller: Caller, key: str) -> Outcome:
    """Freeze what was prepared and open the room. Raises: NotAllowed, Refused."""
    with turn, transaction.atomic():
        room = _locked(conference)
        check(caller, OpenRoom.NAME, conference, None)
        known = _known(room, OpenRoom.NAME, caller=caller, key=key)
        if known is not None:
            return known
        agenda, venues = conferences.freeze(conference)
        command = OpenRoom(
            title=conference.title,
            starts_at=conference.starts_at,
            desk_phone=conference.desk_phone,
            agenda=tuple(item_of(row) for row in agenda),
            venues=tuple(seat_of(row) for row in venues),
        )
        return carry_out(conference, command, caller=caller, key=key)


def _locked(conference: Conference) -> Room:
    room = Room.objects.select_for_update().filter(pk=conference.pk).first()
    if room is None:
        Room.objects.get_or_create(conference=conference)
        room = Room.objects.select_for_update().get(pk=conference.pk)
    return room


def _known(room: Room, name: str, *, caller: Caller, key: str) -> Outcome | None:
    """Return what this caller's key did before. Raises: Refused where it was another command."""
    receipt = Receipt.objects.filter(room=room, actor=_sender(caller), key=key).first()
    if receipt is None:
        return None
    if receipt.command != name:
        raise in_words(Refusal("key_used"))
    count = receipt.last_seq - receipt.first_seq + 1
    return Outcome(read(room.pk, after=receipt.first_seq - 1, limit=count), repeated=True)


def _append(room: Room, conference: Conference, command: Command, *, caller: Caller, key: str) -> list[Entry]:
    at, state = _whole_milliseconds(now()), folds.at(room.pk, room.head)
    actor = caller.actor
    if isinstance(command, SendMessage):
        command = replace(command, side="venue" if caller.venue else "desk")
    try:
        caused = decide(state, command, Moment(at=at, key=new_id(), by=actor.label))
    except Refusal as refusal:
        raise in_words(refusal) from refusal
    entries = append(room, caused, actor=actor, at=at)
    Receipt.objects.create(
        room=room,
        actor=_sender(caller),
        key=key,
        command=command.NAME,
        first_seq=entries[0].seq,
        last_seq=entries[-1].seq,
        at=at,
    )
    _project(conference, caused, at)
    if caller.user is not None:
        people.record(
            actor=actor,
            action=f"room.{command.NAME}",
            target=conference,
            conference=conference.slug,
            unit_id=conference.unit_id,
            seq=entries[0].seq,
        )
    state = fold(caused, state)
    transaction.on_commit(lambda: folds.keep(room.pk, state))
    return entries


def _project(conference: Conference, caused: list[e.Event], at: datetime) -> None:
    for event in caused:
        if isinstance(event, e.RoomOpened):
            conferences.mark_open(conference, at)
        elif isinstance(event, e.ConferenceEnded):
            conferences.mark_ended(conference, at)


def _sender(caller: Caller) -> str:
    return f"{caller.actor.kind}:{caller.actor.id}"


def _whole_milliseconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
