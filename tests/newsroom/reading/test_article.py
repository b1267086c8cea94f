"""The page of an article, as the server writes it."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diemcau.newsroom.models import Article, Correction, Portal
from tests.newsroom.reading.portals import FIRST_AT, make_article, make_portal, make_section

pytestmark = pytest.mark.django_db
_PATH = "/vi/tin-tuc/bai-mot/"


@pytest.fixture
def portal() -> Portal:
    """A portal with a section and three articles in it."""
    portal = make_portal("testserver", name="Cổng thử")
    section = make_section(portal)
    make_article(section, "Bài một", text="Lời của bài.", lead="Tóm tắt.", author="Hoàng Tùng")
    for number in ("hai", "ba"):
        make_article(section, f"Bài {number}", text="Lời khác.")
    return portal


def _article() -> Article:
    return Article.objects.get(title="Bài một")


def _html(path: str = _PATH) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def _change(**given: object) -> None:
    article = _article()
    for name, value in given.items():
        setattr(article, name, value)
    article.save()


def test_page_has_title_dateline_lead_body_author_and_others(portal: Portal) -> None:
    html = _html()
    assert '<h1 class="title">Bài một</h1>' in html
    assert '<time datetime="2022-04-28T09:10+00:00">Thứ Năm, 28/04/2022 16:10</time>' in html
    for words in (
        "Tóm tắt.",
        "Lời của bài.",
        '<span class="author-name">Hoàng Tùng</span>',
        "Bài hai",
        "Bài ba",
    ):
        assert words in html
    assert "cập nhật" not in html


def test_page_says_when_it_was_changed_after_publication(portal: Portal) -> None:
    _change(last_published_at=FIRST_AT + timedelta(minutes=25))
    html = _html()
    assert "cập nhật" in html
    assert "28/04/2022 16:35" in html


def test_corrections_are_dated(portal: Portal) -> None:
    Correction.objects.create(page=_article(), at=FIRST_AT, text="Sửa tên đơn vị.")
    html = _html()
    assert "Đính chính" in html
    assert "28/04/2022 16:10</time>: Sửa tên đơn vị." in html


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.test/x", "ftp://x.test/"]
)
def test_source_is_linked_only_to_the_web(portal: Portal, address: str) -> None:
    Article.objects.filter(pk=_article().pk).update(source_name="Nguồn lạ", source_url=address)
    html = _html()
    assert "Nguồn lạ" in html
    assert f'href="{address}"' not in html


def test_source_of_the_web_is_linked(portal: Portal) -> None:
    _change(source_name="Nguồn", source_url="https://source.test/a")
    assert '<a href="https://source.test/a" rel="noopener external">Nguồn</a>' in _html()


def test_nothing_is_loaded_from_another_host_and_no_script_stands_in_the_page(portal: Portal) -> None:
    html = _html()
    loaded = re.findall(r'<(?:script|img|source|iframe|video|audio)[^>]*?(?:src|srcset)="([^"]*)"', html)
    loaded += re.findall(
        r'<link[^>]*rel="(?:stylesheet|preload|icon|modulepreload)"[^>]*href="([^"]*)"', html
    )
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    inline = re.findall(r"<script(?![^>]*src=)([^>]*)>", html)
    assert set(inline) == {' type="application/ld+json"'}


def test_structured_data_tells_of_article_and_place(portal: Portal) -> None:
    _change(title="Bài </script><b>một</b>")
    news, crumbs = (json.loads(one) for one in re.findall(r'ld\+json">(.*?)</script>', _html(), re.DOTALL))
    assert news["@type"] == "NewsArticle"
    assert news["headline"] == "Bài </script><b>một</b>"
    assert news["datePublished"] == "2022-04-28T09:10:00+00:00"
    assert news["author"] == {"@type": "Person", "name": "Hoàng Tùng"}
    assert [step["name"] for step in crumbs["itemListElement"]] == [
        "Cổng thử",
        "Tin tức",
        "Bài </script><b>một</b>",
    ]
    assert crumbs["itemListElement"][1]["item"] == "http://testserver/vi/tin-tuc/"


def test_networks_read_title_and_address(portal: Portal) -> None:
    html = _html()
    assert '<meta property="og:title" content="Bài một">' in html
    assert f'<link rel="canonical" href="http://testserver{_PATH}">' in html


def test_sharing_is_by_plain_links(portal: Portal) -> None:
    html = _html()
    assert (
        "https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2Ftestserver%2Fvi%2Ftin-tuc%2Fbai-mot%2F"
        in html
    )
    assert 'href="mailto:?subject=B%C3%A0i%20m%E1%BB%99t&amp;body=' in html


def test_language_is_offered_only_where_a_translation_is_published(portal: Portal) -> None:
    english = make_portal("", language="en", of=portal, name="Portal")
    assert 'hreflang="en"' not in _html()
    section = make_section(english, "News")
    translated = make_article(section, "Article one", translation_key=_article().translation_key)
    assert f'<a href="/en/news/{translated.slug}/" hreflang="en" lang="en">English</a>' in _html()
    translated.unpublish()
    assert 'hreflang="en"' not in _html()


def test_page_needs_few_queries(portal: Portal) -> None:
    _html()
    with CaptureQueriesContext(connection) as queries:
        _html()
    assert len(queries) <= 12


def test_change_is_seen_at_once_in_the_process_that_made_it(portal: Portal) -> None:
    _html()
    make_section(portal, "Mục mới")
    assert "Mục mới" in _html()
    portal.refresh_from_db()
    portal.name = "Cổng đổi tên"
    portal.save()
    assert "Cổng đổi tên" in _html()


def test_qr_code_is_a_drawing_of_the_address(portal: Portal) -> None:
    answer = Client().get(f"{_PATH}qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert "Bài một" in answer.content.decode()


@pytest.mark.parametrize("tool", ["pdf/", "qr.svg"])
def test_tools_are_of_published_articles_only(portal: Portal, tool: str) -> None:
    assert Client().get(f"/vi/tin-tuc/{tool}").status_code == 404
    assert Client().get(f"/vi/khong/co/{tool}").status_code == 404
    _article().unpublish()
    assert Client().get(f"{_PATH}{tool}").status_code == 404
