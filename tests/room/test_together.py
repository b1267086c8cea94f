"""Commands that are carried out in one transaction: each has its own end."""

import pytest
from django.db import DatabaseError

from diemcau.room import together
from diemcau.room.commands import COMMANDS
from diemcau.room.models import LogRow, Receipt, Room
from diemcau.room.refusals import Refusal
from diemcau.room.rules import THE_SYSTEM
from diemcau.room.together import Job, Waiting, carry_out_together
from tests.factories.rooms import World, open_and_start


def _job(world: World, name: str, key: str, command: str = "request_floor") -> Job:
    given = COMMANDS[command](venue=world.venues[name].key)  # type: ignore[call-arg]
    return Job(conference=world.conference, command=given, caller=THE_SYSTEM, key=key)


def test_each_job_sees_what_the_one_before_did(world: World) -> None:
    open_and_start(world)
    jobs = [_job(world, "anlao", "k1"), _job(world, "anlao", "k2"), _job(world, "bo", "k3")]
    carry_out_together(jobs)
    assert [job.entries[0].seq if job.entries else None for job in jobs] == [3, None, 4]
    assert isinstance(jobs[1].fault, Refusal)
    assert jobs[1].fault.code == "already_waiting"
    assert list(LogRow.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4]
    assert Room.objects.get().head == 4
    assert Receipt.objects.filter(key__in=["k1", "k3"]).count() == 2


def test_same_key_twice_among_those_who_wait_does_it_once(world: World) -> None:
    open_and_start(world)
    jobs = [_job(world, "anlao", "k1"), _job(world, "anlao", "k1")]
    carry_out_together(jobs)
    assert [job.repeated for job in jobs] == [False, True]
    assert jobs[0].entries == jobs[1].entries
    assert Room.objects.get().head == 3


def test_fault_of_the_database_is_told_to_each_and_nothing_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_and_start(world)

    def full(*_args: object) -> None:
        raise DatabaseError("disk is full")

    monkeypatch.setattr(together, "append", full)
    jobs = [_job(world, "anlao", "k1"), _job(world, "bo", "k2")]
    carry_out_together(jobs)
    assert [type(job.fault) for job in jobs] == [DatabaseError, DatabaseError]
    assert all(job.is_done for job in jobs)
    assert Room.objects.get().head == 2
    assert LogRow.objects.count() == 2


def test_jobs_wait_in_order_and_are_taken_once(world: World) -> None:
    line = Waiting()
    first, second = _job(world, "anlao", "k1"), _job(world, "bo", "k2")
    line.put(first)
    line.put(second)
    assert line.take(world.conference.pk) == [first, second]
    assert line.take(world.conference.pk) == []
