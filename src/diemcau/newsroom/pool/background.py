"""Declined pictures are forgotten by themselves."""

from datetime import timedelta

from django.db import transaction
from django_tasks import task

from diemcau.core.clock import now
from diemcau.newsroom.pool.commands import DECLINED_KEPT, forget_declined

_LATER = timedelta(hours=1)


@task()  # type: ignore[untyped-decorator]
def forget() -> int:
    """Delete what was declined thirty days ago; may be repeated."""
    return forget_declined()


def forget_in_time() -> None:
    """Look again when what is declined now is due."""
    due_at = now() + DECLINED_KEPT + _LATER
    transaction.on_commit(lambda: forget.using(run_after=due_at).enqueue())
