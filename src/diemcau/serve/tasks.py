"""The process that does background work: the worker of django-tasks-db."""

import socket
import threading

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from diemcau.config import env
from diemcau.newsroom import api as newsroom

_EVERY_S = 1.0


def worker_id() -> str:
    """Return a name that stays the same over restarts, so that the next worker knows what the last one left."""
    return f"{socket.gethostname()[:50]}:{env.WEB_PORT}"


def take_up_again(worker: str) -> int:
    """Put jobs that a killed worker of the same name had begun back into the queue; return how many."""
    begun = [job.pk for job in DBTaskResult.objects.running() if job.worker_ids[-1:] == [worker]]
    DBTaskResult.objects.filter(pk__in=begun).update(status="READY", started_at=None)
    return len(begun)


def main() -> int:
    """Work until told to stop."""
    take_up_again(worker_id())
    stop = threading.Event()
    threading.Thread(target=newsroom.keep_rounds, args=(stop,), daemon=True, name="newsroom rounds").start()
    try:
        call_command(
            "db_worker",
            queue_name="*",
            interval=_EVERY_S,
            startup_delay=False,
            worker_id=worker_id(),
            reload=False,
        )
    finally:
        stop.set()
    return 0
