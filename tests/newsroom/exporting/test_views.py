"""Who may take an article away, and where the ways out are shown."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from diemcau.newsroom.models import Article
from diemcau.people.api import Role, User
from tests.newsroom.editing.conftest import Newsroom

KINDS = ("html", "docx", "zip")
Member = Callable[..., User]
As = Callable[[User], Client]


def _address(article: Article, kind: str) -> str:
    return reverse("article_export", args=[article.pk, kind])


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_editor_takes_the_article(
    article: Article, newsroom: Newsroom, member: Member, as_: As, role: Role
) -> None:
    client = as_(member(role, newsroom.north))
    for kind in KINDS:
        answer = client.get(_address(article, kind))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith('attachment; filename="tin.')
        assert len(answer.content) > 500


def test_editor_above_takes_it_too(article: Article, newsroom: Newsroom, member: Member, as_: As) -> None:
    assert as_(member(Role.EDITOR, newsroom.centre)).get(_address(article, "zip")).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_neighbour_does_not(article: Article, newsroom: Newsroom, member: Member, as_: As, kind: str) -> None:
    assert as_(member(Role.EDITOR, newsroom.south)).get(_address(article, kind)).status_code == 403


@pytest.mark.parametrize("role", [Role.REPORTER, Role.VIEWER, Role.ORGANISER, Role.OPERATOR])
def test_who_may_not_edit_it_may_not_take_it(
    article: Article, newsroom: Newsroom, member: Member, as_: As, role: Role
) -> None:
    assert as_(member(role, newsroom.north)).get(_address(article, "zip")).status_code == 403


def test_stranger_is_asked_to_sign_in(article: Article) -> None:
    assert Client().get(_address(article, "zip")).status_code == 302


def test_article_that_is_not_there_is_told(newsroom: Newsroom, member: Member, as_: As) -> None:
    assert (
        as_(member(Role.EDITOR, newsroom.north))
        .get(reverse("article_export", args=[999999, "zip"]))
        .status_code
        == 404
    )


def test_article_without_pictures_is_one_file(newsroom: Newsroom, member: Member, as_: As) -> None:
    answer = as_(member(Role.EDITOR, newsroom.south)).get(_address(newsroom.articles["south"], "html"))
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert b"<h1>Tin c" in answer.content


def test_editor_finds_the_ways_out_in_wagtail(
    article: Article, newsroom: Newsroom, member: Member, as_: As
) -> None:
    client = as_(member(Role.EDITOR, newsroom.north))
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert page.status_code == 200
    for kind in KINDS:
        assert _address(article, kind) in page.content.decode()
