"""Drafts follow their conference by themselves, and keep away from the hands of editors."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from diemcau.core.clock import now
from diemcau.newsroom.drafting.background import follow, look_after, update_quietly
from diemcau.newsroom.drafting.commands import lock_figures, make_draft
from diemcau.newsroom.models import Draft, Portal
from diemcau.people.api import Role, User
from tests.factories.rooms import World, make_user
from tests.newsroom.drafting.play import begin, count, do


@pytest.fixture
def reporter(world: World) -> User:
    """A reporter of the centre."""
    return make_user(Role.REPORTER, world.root)


@pytest.fixture
def draft(world: World, national: Portal, reporter: User) -> Draft:
    """A draft of a conference that is under way."""
    made, _new = make_draft(actor=reporter, slug=world.slug)
    begin(world)
    return made


def _delegates(draft: Draft) -> int:
    draft.refresh_from_db()
    return {figure["name"]: figure["value"] for figure in draft.figures}["delegates"]


def test_look_brings_the_draft_up_to_date_and_looks_again_in_a_minute(
    world: World, draft: Draft, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    count(world, world.venues["haiphong"].key, 86)
    begun = now()
    with django_capture_on_commit_callbacks(execute=True):
        look_after.func(draft.pk)
    assert _delegates(draft) == 86
    job = DBTaskResult.objects.get(task_path__endswith="look_after")
    assert timedelta(seconds=60) <= job.run_after - begun < timedelta(seconds=90)


def test_looks_end_with_the_conference(
    world: World, draft: Draft, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    count(world, world.venues["haiphong"].key, 86)
    do(world, "end")
    with django_capture_on_commit_callbacks(execute=True):
        look_after.func(draft.pk)
    assert _delegates(draft) == 86
    assert not DBTaskResult.objects.filter(task_path__endswith="look_after").exists()


def test_draft_is_followed_once(
    draft: Draft, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        follow(draft)
        draft.refresh_from_db()
        follow(draft)
    assert DBTaskResult.objects.filter(task_path__endswith="look_after").count() == 1


def test_follower_that_was_lost_is_replaced(
    draft: Draft, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Draft.objects.filter(pk=draft.pk).update(due_at=now() - timedelta(minutes=10))
    draft.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        follow(draft)
    assert DBTaskResult.objects.filter(task_path__endswith="look_after").count() == 1


def test_background_keeps_away_from_an_open_editor(world: World, draft: Draft, reporter: User) -> None:
    count(world, world.venues["haiphong"].key, 86)
    session = EditingSession.objects.create(
        user=reporter,
        content_type=ContentType.objects.get_for_model(Page),
        object_id=str(draft.article_id),
        last_seen_at=now(),
    )
    assert not update_quietly(draft.pk)
    assert _delegates(draft) == 0
    EditingSession.objects.filter(pk=session.pk).update(last_seen_at=now() - timedelta(minutes=2))
    assert update_quietly(draft.pk)
    assert _delegates(draft) == 86


def test_background_leaves_locked_figures_and_locked_articles(
    world: World, draft: Draft, reporter: User
) -> None:
    Page.objects.filter(pk=draft.article_id).update(locked=True)
    assert not update_quietly(draft.pk)
    Page.objects.filter(pk=draft.article_id).update(locked=False)
    lock_figures(actor=reporter, draft_id=draft.pk, before_the_end=True)
    assert not update_quietly(draft.pk)


def test_deleted_draft_ends_the_looks(
    draft: Draft, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Page.objects.get(pk=draft.article_id).delete()
    with django_capture_on_commit_callbacks(execute=True):
        look_after.func(draft.pk)
    assert not DBTaskResult.objects.filter(task_path__endswith="look_after").exists()
