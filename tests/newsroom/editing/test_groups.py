"""Wagtail's groups follow the posts."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from diemcau.newsroom.editing.groups import name_of, sync_all, sync_user
from diemcau.newsroom.models import Portal
from diemcau.people.api import Role, User
from diemcau.people.models import Post
from tests.newsroom.editing.conftest import Newsroom, found

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
SignIn = Callable[[User], Client]


def _groups(user: User) -> set[str]:
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def test_role_reaches_the_unit_and_those_below(newsroom: Newsroom, member: Member) -> None:
    editor = member(Role.EDITOR, newsroom.north)
    assert _groups(editor) == {
        name_of(newsroom.north, Role.EDITOR),
        name_of(newsroom.district, Role.EDITOR),
    }


def test_administrator_of_a_branch_approves_in_it(newsroom: Newsroom, member: Member) -> None:
    administrator = member(Role.ADMINISTRATOR, newsroom.south)
    assert _groups(administrator) == {name_of(newsroom.south, Role.APPROVER)}


def test_root_administrator_is_in_no_group(newsroom: Newsroom, member: Member) -> None:
    assert _groups(member(Role.ADMINISTRATOR, newsroom.centre)) == set()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ORGANISER, Role.VIEWER, Role.OPERATOR])
def test_other_roles_give_nothing(newsroom: Newsroom, member: Member, role: Role) -> None:
    assert _groups(member(role, newsroom.north)) == set()


def test_group_that_no_post_gives_is_taken(newsroom: Newsroom, member: Member) -> None:
    reporter = member(Role.REPORTER, newsroom.south)
    reporter.groups.add(Group.objects.get(name=name_of(newsroom.north, Role.APPROVER)))
    assert sync_user(reporter)
    assert _groups(reporter) == {name_of(newsroom.south, Role.REPORTER)}


def test_end_of_a_post_takes_the_rights(newsroom: Newsroom, member: Member) -> None:
    editor = member(Role.EDITOR, newsroom.north)
    post = Post.objects.get(user=editor)
    post.until = timezone.localdate() - timedelta(days=1)
    post.save()
    assert _groups(editor) == set()


def _end_without_signal(user: User, day: date) -> None:
    Post.objects.filter(user=user).update(until=day)


def test_post_that_ended_yesterday_gives_nothing_within_an_old_session(
    newsroom: Newsroom, member: Member, as_: SignIn
) -> None:
    editor = member(Role.EDITOR, newsroom.north)
    client = as_(editor)
    assert client.get("/app/cms/").status_code == 200
    _end_without_signal(editor, timezone.localdate() - timedelta(days=1))
    assert client.get("/app/cms/").status_code in {302, 403}
    assert _groups(editor) == set()


def test_round_of_the_day_takes_and_gives(newsroom: Newsroom, member: Member) -> None:
    editor = member(Role.EDITOR, newsroom.north)
    _end_without_signal(editor, timezone.localdate() - timedelta(days=1))
    assert sync_all() == 1
    assert sync_all() == 0
    _end_without_signal(editor, timezone.localdate())
    assert sync_all() == 1


def test_account_that_is_closed_loses_its_groups(newsroom: Newsroom, member: Member) -> None:
    editor = member(Role.EDITOR, newsroom.north)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert sync_all() == 1
    assert _groups(editor) == set()


def test_new_portal_gives_rights_to_who_holds_posts_already(
    newsroom: Newsroom, member: Member, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    unit_id = found("Huyện Năm Căn", "D971", "district", newsroom.south)
    reporter = member(Role.REPORTER, newsroom.south)
    root = Page.objects.get(depth=1)
    with django_capture_on_commit_callbacks(execute=True):
        root.add_child(instance=Portal(title="Mới", slug="moi", name="Mới", unit_id=unit_id))
    assert name_of(unit_id, Role.REPORTER) in _groups(reporter)
