"""Commands that wait for the same room are carried out together: one lock, one transaction, one flush to the disk.

Each waits for its turn; whoever gets it carries out all that wait, and the others find theirs done. With one transaction
for each command 700 requests within 5 s waited up to 4 s on two cores (docs/adr/0008-room.md).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from django.db import transaction

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference
from diemcau.core.clock import now
from diemcau.core.ids import new_id
from diemcau.people import api as people
from diemcau.room import events as e
from diemcau.room import nudge
from diemcau.room.commands import Command, Moment
from diemcau.room.commands.help import SendMessage
from diemcau.room.decide import decide
from diemcau.room.evolve import fold
from diemcau.room.log import Entry, append, folds, read
from diemcau.room.models import Receipt, Room
from diemcau.room.refusals import Refusal
from diemcau.room.rules import Caller, check
from diemcau.room.state import RoomState


@dataclass(slots=True, kw_only=True, eq=False)
class Job:
    """A command that waits, and what became of it. Either `fault` is set or the `entries` are in the log."""

    conference: Conference
    command: Command
    caller: Caller
    key: str
    entries: list[Entry] = field(default_factory=list)
    repeated: bool = False
    fault: BaseException | None = None
    is_done: bool = False

    @property
    def sender(self) -> str:
        """Return whose key it is."""
        return f"{self.caller.actor.kind}:{self.caller.actor.id}"


class Waiting:
    """The jobs of this process that wait, by room."""

    def __init__(self) -> None:
        self._jobs: dict[int, list[Job]] = defaultdict(list)
        self._lock = Lock()

    def put(self, job: Job) -> None:
        """Let a job wait."""
        with self._lock:
            self._jobs[job.conference.pk].append(job)

    def take(self, room_id: int) -> list[Job]:
        """Return the jobs that wait for a room, in order, and let them wait no more."""
        with self._lock:
            return self._jobs.pop(room_id, [])


waiting = Waiting()


def carry_out_together(jobs: Sequence[Job]) -> None:
    """Carry out jobs of one room, in order; the caller has the turn. Nothing is raised: each job has its own end."""
    try:
        with transaction.atomic():
            room = locked(jobs[0].conference)
            _decide_all(room, jobs)
            nudge.say(jobs[0].conference.slug, "log")
    except BaseException as fault:  # noqa: BLE001  (nothing is committed: each of those who wait has to know)
        for job in jobs:
            job.fault = job.fault or fault
    finally:
        for job in jobs:
            job.is_done = True


def locked(conference: Conference) -> Room:
    """Return the conference's room, locked to the end of the transaction."""
    room = Room.objects.select_for_update().filter(pk=conference.pk).first()
    if room is None:
        Room.objects.get_or_create(conference=conference)
        room = Room.objects.select_for_update().get(pk=conference.pk)
    return room


def _decide_all(room: Room, jobs: Sequence[Job]) -> None:
    keys = {job.key for job in jobs}
    receipts = {(r.actor, r.key): r for r in Receipt.objects.filter(room=room, key__in=keys)}
    state = folds.at(room.pk, room.head)
    carried: list[tuple[Job, datetime]] = []
    for job in jobs:
        try:
            check(job.caller, job.command.NAME, job.conference, getattr(job.command, "venue", None))
            receipt = receipts.get((job.sender, job.key))
            if receipt is not None:
                _repeat(room, job, receipt, jobs)
                continue
            state, at = _decide(job, state)
            carried.append((job, at))
            receipts[job.sender, job.key] = _receipt(room, job, at)
        except Exception as fault:  # noqa: BLE001  (the others go on)
            job.fault = fault
    append(room, [(job.entries, job.caller.actor) for job, _ in carried])
    Receipt.objects.bulk_create(receipts[job.sender, job.key] for job, _ in carried)
    for job, at in carried:
        _follow_up(job, at)
    transaction.on_commit(lambda: folds.keep(room.pk, state))


def _decide(job: Job, state: RoomState) -> tuple[RoomState, datetime]:
    """Let the room decide; return its state after what was caused, and the moment. Raises: Refusal."""
    moment = now()
    at = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    command = job.command
    if isinstance(command, SendMessage):
        command = replace(command, side="venue" if job.caller.venue else "desk")
    caused = decide(state, command, Moment(at=at, key=new_id(), by=job.caller.actor.label))
    job.entries = [Entry(seq, at, event) for seq, event in enumerate(caused, state.seq + 1)]
    return fold(caused, state), at


def _repeat(room: Room, job: Job, receipt: Receipt, jobs: Sequence[Job]) -> None:
    """Answer what the same key of the same sender did before. Raises: Refusal where it was another command."""
    if receipt.command != job.command.NAME:
        raise Refusal("key_used")
    job.repeated = True
    twin = next((j for j in jobs if j.entries and (j.sender, j.key) == (job.sender, job.key)), None)
    count = receipt.last_seq - receipt.first_seq + 1
    job.entries = twin.entries if twin else read(room.pk, after=receipt.first_seq - 1, limit=count)


def _receipt(room: Room, job: Job, at: datetime) -> Receipt:
    return Receipt(
        room=room,
        actor=job.sender,
        key=job.key,
        command=job.command.NAME,
        first_seq=job.entries[0].seq,
        last_seq=job.entries[-1].seq,
        at=at,
    )


def _follow_up(job: Job, at: datetime) -> None:
    """Let the conference's rows follow the log, and note in the audit trail what a person did."""
    for entry in job.entries:
        if isinstance(entry.event, e.RoomOpened):
            conferences.mark_open(job.conference, at)
        elif isinstance(entry.event, e.ConferenceEnded):
            conferences.mark_ended(job.conference, at)
    if job.caller.user is not None:
        people.record(
            actor=job.caller.actor,
            action=f"room.{job.command.NAME}",
            target=job.conference,
            conference=job.conference.slug,
            unit_id=job.conference.unit_id,
            seq=job.entries[0].seq,
        )
