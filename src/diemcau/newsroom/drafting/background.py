"""Drafts follow their conference by themselves: once a minute while its room is open, until their figures are locked."""

import logging
from datetime import timedelta

from django.db import transaction
from django_tasks import task

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Status
from diemcau.core.clock import now
from diemcau.core.errors import DiemCauError
from diemcau.newsroom.drafting import pages
from diemcau.newsroom.drafting.commands import bring_up_to_date
from diemcau.newsroom.models import Draft

log = logging.getLogger(__name__)
WHILE_OPEN = timedelta(seconds=60)
BEFORE = timedelta(minutes=10)
LOST_AFTER = timedelta(minutes=5)  # a look that is so long overdue was lost


def follow(draft: Draft) -> None:
    """Let the background look after a draft, unless it does so already."""
    waits = draft.due_at is not None and draft.due_at > now() - LOST_AFTER
    if not waits and draft.locked_at is None:
        _look_later(draft.pk, timedelta())


@task()  # type: ignore[untyped-decorator]
def look_after(draft_id: int) -> None:
    """Bring one draft up to date and look again later; ends with the conference, with the lock, with the draft."""
    draft = Draft.objects.filter(pk=draft_id, locked_at=None).exclude(article=None).first()
    if draft is None:
        return
    status = conferences.get_conference(draft.conference).status
    if status != Status.ENDED:  # before the work: a fault in it does not end the round
        _look_later(draft_id, WHILE_OPEN if status == Status.OPEN else BEFORE)
    try:
        update_quietly(draft_id)
    except DiemCauError as fault:
        log.warning("draft %s was not brought up to date: %s", draft_id, fault.message)


@transaction.atomic
def update_quietly(draft_id: int) -> bool:
    """Bring a draft up to date unless somebody works at it, and say whether that was done."""
    drafts = Draft.objects.select_for_update(of=("self",)).select_related("portal__locale")
    draft = drafts.filter(pk=draft_id, locked_at=None).exclude(article=None).first()
    if draft is None or pages.is_locked_for(draft, None) or pages.is_being_edited(draft):
        return False
    bring_up_to_date(draft, user=None)
    return True


def _look_later(draft_id: int, wait: timedelta) -> None:
    due_at = now() + wait
    Draft.objects.filter(pk=draft_id).update(due_at=due_at)
    transaction.on_commit(lambda: look_after.using(run_after=due_at).enqueue(draft_id))
