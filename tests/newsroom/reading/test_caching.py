import re

import pytest
from django.test import Client

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading import context
from diemcau.people.api import User
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    """An article of a portal whose host is that of the test's client."""
    context.forget()
    return make_article(make_section(make_portal("testserver")), "Tin một", text="Lời.")


@pytest.mark.parametrize(
    "path",
    [
        "/vi/",
        "/vi/tin-tuc/",
        "/vi/tin-tuc/tin-mot/",
        "/vi/tin-tuc/tin-mot/qr.svg",
        "/vi/tim-kiem/?q=tin",
        "/vi/luu-tru/",
        "/vi/rss.xml",
        "/vi/tin-tuc/atom.xml",
        "/sitemap.xml",
        "/sitemap-vi.xml",
        "/robots.txt",
    ],
)
def test_public_answer_sets_no_cookie_and_may_be_kept(article: Article, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Vary" not in answer
    assert re.fullmatch("@[0-9]+", answer["X-Accel-Expires"])
    assert "private" not in answer["Cache-Control"]
    again = Client().get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_missing_page_may_be_kept_too(article: Article) -> None:
    """Or an old answer would come back while the web application is away."""
    answer = Client().get("/vi/khong-co/")
    assert answer.status_code == 404
    assert "X-Accel-Expires" in answer


def test_answer_for_somebody_signed_in_is_private(article: Article) -> None:
    client = Client()
    client.force_login(User.objects.create_user(email="a@b.test", full_name="A"))
    answer = client.get("/vi/tin-tuc/tin-mot/")
    assert "private" in answer["Cache-Control"]
    assert "X-Accel-Expires" not in answer


def test_workspace_and_posts_are_not_kept(article: Article) -> None:
    assert "X-Accel-Expires" not in Client().get("/app/")
    assert "X-Accel-Expires" not in Client().get("/app/accounts/login/")
    assert "X-Accel-Expires" not in Client().post("/vi/tin-tuc/tin-mot/")


def test_changed_article_has_another_tag(article: Article) -> None:
    before = Client().get("/vi/tin-tuc/tin-mot/")["ETag"]
    article.title = "Tin đã sửa"
    article.save_revision().publish()
    assert Client().get("/vi/tin-tuc/tin-mot/")["ETag"] != before
