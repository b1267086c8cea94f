from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading import context, kept
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db
ADDRESS = "/vi/tin-tuc/bien-dao/tin-mot/"


@pytest.fixture
def article() -> Article:
    """An article two sections deep."""
    context.forget()
    return make_article(make_section(make_section(make_portal("testserver")), "Biển đảo"), "Tin một")


def _status(address: str = ADDRESS, **headers: str) -> int:
    return int(Client().get(address, headers=headers).status_code)


def test_article_is_found_below_its_own_section_only(article: Article) -> None:
    assert _status() == 200
    assert _status("/vi/tin-tuc/tin-mot/") == 404
    assert _status("/vi/tin-mot/") == 404
    assert _status("/vi/bien-dao/tin-mot/") == 404


def test_article_of_another_portal_is_not_found_here(article: Article) -> None:
    make_article(make_section(make_portal("other.test")), "Của cổng khác")
    assert _status("/vi/tin-tuc/cua-cong-khac/") == 404
    assert _status("/vi/tin-tuc/cua-cong-khac/", host="other.test") == 200


def test_article_that_is_no_longer_published_is_not_found(article: Article) -> None:
    article.unpublish()
    assert _status() == 404


@pytest.mark.parametrize("above", [0, 1, 2])
def test_article_that_is_shut_anywhere_above_asks_to_sign_in(article: Article, above: int) -> None:
    page = article.get_ancestors(inclusive=True).order_by("-path")[above]
    assert _status() == 200
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert _status() == 302


def test_article_takes_few_queries(
    article: Article, django_assert_max_num_queries: Callable[[int], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_KEPT_S", 3600)  # on a busy machine the moment passes between two answers
    _status()
    with django_assert_max_num_queries(6):
        assert _status() == 200
