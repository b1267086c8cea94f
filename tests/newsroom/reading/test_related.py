from collections.abc import Callable
from typing import Any

import pytest

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading.related import other_articles
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db


def _titles(articles: list[Article]) -> list[str]:
    return [article.title for article in articles]


def test_other_articles_come_by_conference_then_tag_then_section_newest_first() -> None:
    portal = make_portal("a.test")
    news, sea = make_section(portal), make_section(portal, "Biển đảo")
    article = make_article(news, "Bài chính", conference="demo", tags=["giáo dục"])
    make_article(news, "Cùng mục cũ", minutes=50)
    make_article(news, "Cùng mục mới", minutes=60)
    make_article(sea, "Cùng từ khóa", minutes=5, tags=["giáo dục"])
    make_article(sea, "Cùng hội nghị cũ", minutes=1, conference="demo")
    make_article(sea, "Cùng hội nghị mới", minutes=2, conference="demo", tags=["giáo dục"])
    make_article(sea, "Không liên quan", minutes=99)
    assert _titles(other_articles(article)) == [
        "Cùng hội nghị mới",
        "Cùng hội nghị cũ",
        "Cùng từ khóa",
        "Cùng mục mới",
        "Cùng mục cũ",
    ]
    assert _titles(other_articles(article, limit=2)) == ["Cùng hội nghị mới", "Cùng hội nghị cũ"]


def test_other_articles_leave_out_drafts_and_other_portals() -> None:
    news = make_section(make_portal("a.test"))
    elsewhere = make_section(make_portal("b.test"))
    article = make_article(news, "Bài chính", conference="demo")
    make_article(news, "Bản nháp", conference="demo", live=False)
    make_article(elsewhere, "Của cổng khác", conference="demo")
    assert other_articles(article) == []


def test_other_articles_of_one_without_conference_ignore_others_without_conference() -> None:
    portal = make_portal("a.test")
    article = make_article(make_section(portal), "Bài chính")
    make_article(make_section(portal, "Khác"), "Mục khác")
    assert other_articles(article) == []


def test_other_articles_take_two_queries(django_assert_num_queries: Callable[[int], Any]) -> None:
    news = make_section(make_portal("a.test"))
    article = make_article(news, "Bài chính", conference="demo", tags=["một"])
    for number in range(8):
        make_article(news, f"Bài {number}", conference="demo", tags=["một"])
    with django_assert_num_queries(2):
        assert len(other_articles(article)) == 6
