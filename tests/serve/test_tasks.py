import pytest
from django_tasks_db.models import DBTaskResult

from diemcau.serve.tasks import take_up_again

pytestmark = pytest.mark.django_db


def _begun_by(worker: str) -> DBTaskResult:
    job = DBTaskResult.objects.create(
        task_path="diemcau.somewhere.task", args_kwargs={"args": [], "kwargs": {}}, backend_name="default"
    )
    job.claim(worker)
    return job


def test_job_of_a_killed_worker_is_ready_again() -> None:
    job = _begun_by("machine:8010")
    assert take_up_again("machine:8010") == 1
    job.refresh_from_db()
    assert (job.status, job.started_at) == ("READY", None)


def test_job_of_another_machine_is_left_to_it() -> None:
    job = _begun_by("other:8010")
    assert take_up_again("machine:8010") == 0
    job.refresh_from_db()
    assert job.status == "RUNNING"
