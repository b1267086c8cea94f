"""Home page and sections."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db


def _html(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_page_leads_with_the_newest_and_shows_nothing_twice() -> None:
    portal = make_portal("testserver")
    news, papers = make_section(portal), make_section(portal, "Văn bản")
    for number in range(7):
        make_article(news, f"Tin {number}", minutes=number)
    make_article(papers, "Văn bản cũ", minutes=-60)
    html = _html("/vi/")
    assert html.index("Tin 6") < html.index("Tin 5") < html.index("Tin 2") < html.index("Tin 1")
    for number in range(7):
        assert html.count(f">Tin {number}</a>") == 1
    assert html.count(">Văn bản cũ</a>") == 1


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("/vi/", []),
        ("/vi/tin-tuc/", ["/vi/", "/vi/tin-tuc/"]),
        ("/vi/tin-tuc/su-kien/", ["/vi/", "/vi/tin-tuc/", "/vi/tin-tuc/su-kien/"]),
        ("/vi/luu-tru/2022/04/", ["/vi/", "/vi/luu-tru/", "/vi/luu-tru/2022/04/"]),
        (
            "/vi/luu-tru/2022/04/28/",
            ["/vi/", "/vi/luu-tru/", "/vi/luu-tru/2022/04/", "/vi/luu-tru/2022/04/28/"],
        ),
    ],
)
def test_page_tells_search_engines_where_it_stands(path: str, steps: list[str]) -> None:
    news = make_section(make_portal("testserver"))
    make_article(make_section(news, "Sự kiện"), "Bài")
    described = [json.loads(one) for one in re.findall(r'ld\+json">(.*?)</script>', _html(path))]
    assert [one["@type"] for one in described] == ["BreadcrumbList"] * bool(steps)
    found = [step["item"] for one in described for step in one["itemListElement"]]
    assert found == [f"http://testserver{step}" for step in steps]


def test_home_page_without_articles_says_so() -> None:
    make_portal("testserver")
    assert "Chuyên mục chưa có bài viết nào." in _html("/vi/")


def test_section_lists_what_is_below_it_in_pages() -> None:
    portal = make_portal("testserver")
    news = make_section(portal)
    events = make_section(news, "Sự kiện")
    for number in range(16):
        make_article(events, f"Bài {number:02}", minutes=number)
    first, second = _html("/vi/tin-tuc/"), _html("/vi/tin-tuc/?trang=2")
    assert "Bài 15" in first
    assert "Bài 00" not in first
    assert "Bài 00" in second
    assert '<link rel="next" href="/vi/tin-tuc/?trang=2">' in first
    assert '<link rel="prev" href="/vi/tin-tuc/">' in second
    assert "Trang 2/2" in second
    assert '<a href="/vi/tin-tuc/su-kien/">Sự kiện</a>' in first


@pytest.mark.parametrize("number", ["0", "3", "x", "-1", "99999999999999999999"])
def test_page_that_a_section_has_not_is_missing(number: str) -> None:
    make_article(make_section(make_portal("testserver")), "Bài")
    assert Client().get(f"/vi/tin-tuc/?trang={number}").status_code == 404


def test_more_articles_need_no_more_queries() -> None:
    section = make_section(make_portal("testserver"))
    make_article(section, "Bài đầu")
    counts = []
    for number in range(2):
        _html("/vi/tin-tuc/")
        with CaptureQueriesContext(connection) as queries:
            _html("/vi/tin-tuc/")
        counts.append(len(queries))
        for place in range(8):
            make_article(section, f"Bài {number} {place}")
    assert counts[0] == counts[1]


def test_pages_of_another_portal_are_not_found_here() -> None:
    make_article(make_section(make_portal("testserver")), "Bài ở đây")
    make_article(make_section(make_portal("b.test"), "Mục riêng"), "Bài nơi khác")
    assert Client().get("/vi/muc-rieng/bai-noi-khac/").status_code == 404
    assert Client(headers={"host": "b.test"}).get("/vi/muc-rieng/bai-noi-khac/").status_code == 200
    assert Client(headers={"host": "b.test"}).get("/vi/tin-tuc/bai-o-day/").status_code == 404
