"""Taking articles over from other portals."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from diemcau.core.errors import NotAllowed, NotFound
from diemcau.newsroom.editing.taking import (
    is_outdated,
    list_articles,
    list_outdated,
    mark_compared,
    take_over,
)
from diemcau.newsroom.models import Article
from diemcau.people.api import Role, User
from diemcau.people.models import AuditEntry
from tests.newsroom.editing.conftest import Newsroom

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
SignIn = Callable[[User], Client]


@pytest.fixture
def theirs(newsroom: Newsroom) -> Article:
    """A published article of the south, with an internal edit that is not published."""
    article = newsroom.articles["south"]
    article.body = [
        ("text", "<p>Đã đăng.</p>"),
        ("picture", {"image": None, "caption": "", "credit": "Ảnh: Báo"}),
    ]
    article.author = "Minh Châu"
    article.tags.add("hội nghị")
    article.save_revision().publish()
    article = Article.objects.get(pk=article.pk)
    article.title = "Bản nội bộ chưa đăng"
    article.save_revision()
    return Article.objects.get(pk=article.pk)


def test_copy_is_a_draft_with_its_source(newsroom: Newsroom, member: Member, theirs: Article) -> None:
    editor = member(Role.EDITOR, newsroom.north)
    copy = take_over(by=editor, article=theirs, section=newsroom.sections["north"])
    copy = Article.objects.get(pk=copy.pk).get_latest_revision_as_object()
    assert not copy.live
    assert copy.title == "Tin của south"
    assert copy.slug == "tin-cua-south"
    assert (copy.source_name, copy.source_url) == ("Cổng south", "http://south.test/vi/thoi-su/tin/")
    assert (copy.author, copy.taken_from_id, copy.owner) == ("Minh Châu", theirs.pk, editor)
    assert [block["type"] for block in copy.body.raw_data] == ["text", "picture"]
    assert copy.body.raw_data[1]["value"]["credit"] == "Ảnh: Báo"
    assert [tag.name for tag in copy.tags.all()] == ["hội nghị"]
    assert AuditEntry.objects.get(action="news.article.taken_over").unit_id == newsroom.north


@pytest.mark.parametrize("role", [Role.REPORTER, Role.ORGANISER, Role.VIEWER])
def test_others_take_nothing(
    newsroom: Newsroom, member: Member, as_: SignIn, theirs: Article, role: Role
) -> None:
    user = member(role, newsroom.north)
    with pytest.raises(NotAllowed):
        take_over(by=user, article=theirs, section=newsroom.sections["north"])
    assert as_(user).get("/app/news/taking-over/").status_code == 403


def test_editor_takes_nothing_for_a_neighbour(newsroom: Newsroom, member: Member, theirs: Article) -> None:
    editor = member(Role.EDITOR, newsroom.north)
    for name in ("centre", "south"):
        with pytest.raises(NotAllowed):
            take_over(by=editor, article=theirs, section=newsroom.sections[name])


def test_draft_of_another_portal_is_not_taken(newsroom: Newsroom, member: Member, theirs: Article) -> None:
    Article.objects.filter(pk=theirs.pk).update(live=False)
    with pytest.raises(NotFound):
        take_over(by=member(Role.EDITOR, newsroom.north), article=theirs, section=newsroom.sections["north"])


def test_own_article_is_not_offered(newsroom: Newsroom) -> None:
    offered = {one.title for one in list_articles(newsroom.sections["north"])}
    assert offered == {"Tin của centre", "Tin của south", "Tin của district"}
    assert {one.title for one in list_articles(newsroom.sections["north"], "TIN CUA SOUTH")} == {
        "Tin của south"
    }


def test_what_was_taken_from_here_is_not_offered_back(
    newsroom: Newsroom, member: Member, theirs: Article
) -> None:
    copy = take_over(
        by=member(Role.EDITOR, newsroom.north), article=theirs, section=newsroom.sections["north"]
    )
    copy.get_latest_revision().publish()
    offered = {one.pk for one in list_articles(newsroom.sections["south"])}
    assert copy.pk not in offered
    assert newsroom.articles["north"].pk in offered


def test_change_of_the_original_is_told(
    newsroom: Newsroom, member: Member, as_: SignIn, theirs: Article
) -> None:
    editor = member(Role.EDITOR, newsroom.north)
    copy = take_over(by=editor, article=theirs, section=newsroom.sections["north"])
    assert not is_outdated(copy)
    Article.objects.filter(pk=theirs.pk).update(last_published_at=timezone.now() + timedelta(minutes=1))
    assert is_outdated(copy)
    assert list(list_outdated(editor)) == [copy]
    assert list(list_outdated(member(Role.EDITOR, newsroom.south))) == []
    client = as_(editor)
    assert "Bài gốc đã thay đổi" in client.get("/app/news/taking-over/").content.decode()
    assert "Bài gốc đã thay đổi" in client.get(f"/app/cms/pages/{copy.pk}/edit/").content.decode()
    with pytest.raises(NotAllowed):
        mark_compared(by=member(Role.EDITOR, newsroom.south), article=copy)
    Article.objects.filter(pk=theirs.pk).update(last_published_at=timezone.now())
    assert client.post(f"/app/news/taking-over/{copy.pk}/seen/").status_code == 302
    assert not is_outdated(Article.objects.get(pk=copy.pk))


def test_original_that_was_taken_down_is_told(newsroom: Newsroom, member: Member, theirs: Article) -> None:
    copy = take_over(
        by=member(Role.EDITOR, newsroom.north), article=theirs, section=newsroom.sections["north"]
    )
    Article.objects.filter(pk=theirs.pk).update(live=False)
    assert is_outdated(copy)


def test_article_is_taken_from_the_page(
    newsroom: Newsroom, member: Member, as_: SignIn, theirs: Article
) -> None:
    client = as_(member(Role.EDITOR, newsroom.north))
    page = client.get("/app/news/taking-over/?q=south").content.decode()
    assert "Tin của south" in page
    assert "Bản nội bộ" not in page
    section = newsroom.sections["district"].pk
    answer = client.post("/app/news/taking-over/take/", {"article": theirs.pk, "section": section})
    copy = Article.objects.get(taken_from=theirs)
    assert answer["Location"] == f"/app/cms/pages/{copy.pk}/edit/"
    assert copy.get_parent().pk == section
    assert client.get(answer["Location"]).status_code == 200
