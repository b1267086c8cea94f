"""What has to happen by the clock, in the process for background work: publishing that is due, rights of a new day."""

import logging
import threading
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import close_old_connections

from diemcau.newsroom.editing.groups import sync_all
from diemcau.newsroom.editing.linkcheck import ask_for_due

log = logging.getLogger(__name__)


def publish_due() -> None:
    """Publish what was scheduled for a time that has come, and take down what has expired; may be repeated."""
    call_command("publish_scheduled")


_ROUNDS: tuple[tuple[float, Callable[[], object]], ...] = (
    (10.0, publish_due),
    (900.0, sync_all),
    (600.0, ask_for_due),
)


def keep_rounds(stop: threading.Event) -> None:
    """Go the rounds until told to stop; what fails is logged and tried again in the next round."""
    due = {work: 0.0 for _every_s, work in _ROUNDS}
    while not stop.is_set():
        for every_s, work in _ROUNDS:
            if time.monotonic() >= due[work]:
                _do(work)
                due[work] = time.monotonic() + every_s
        stop.wait(1.0)


def _do(work: Callable[[], object]) -> None:
    close_old_connections()
    try:
        work()
    except Exception:
        log.exception("%s failed; it is tried again in its next round", work.__name__)
    finally:
        close_old_connections()
