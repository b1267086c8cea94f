import re
import unicodedata
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from diemcau.newsroom.models import Article, EventPage, Portal, Section
from diemcau.newsroom.reading import context, search
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> Section:
    """A section of a portal whose host is that of the test's client."""
    context.forget()
    return make_section(make_portal("testserver"))


def _ask(query: str, path: str = "/vi/tim-kiem/", **filters: str) -> str:
    answer = Client().get(path, {"q": query} | filters)
    assert answer.status_code == 200
    return str(answer.content.decode())


def _titles(html: str) -> list[str]:
    found = re.findall(r'<h2 class="card-title"><a [^>]*>(.*?)</a></h2>', html)
    return [unescape(re.sub("</?mark>", "", title)) for title in found]


@pytest.mark.parametrize(
    "query",
    [
        "bien dao",
        "Biển đảo",
        "BIỂN ĐẢO",
        unicodedata.normalize("NFD", "biển đảo"),
        "đảo biển",
        "bien da",
        '"biển đảo"',
        "“biển đảo”",
        "truong sa bien",
        'bien "truong sa',
        "bien-dao",
        "bien\u200b dao",
    ],
)
def test_search_finds_words_with_and_without_accents(section: Section, query: str) -> None:
    make_article(section, "Biển đảo quê hương", text="Đường tới Trường Sa")
    make_article(section, "Bóng đá", text="Trận đấu")
    assert _titles(_ask(query)) == ["Biển đảo quê hương"]


@pytest.mark.parametrize("query", ['"dao bien"', "bien xa", '"bie"', "bie dao"])
def test_search_leaves_out_what_lacks_a_word_or_the_order_of_a_phrase(section: Section, query: str) -> None:
    make_article(section, "Biển đảo quê hương")
    html = _ask(query)
    assert _titles(html) == []
    assert "Không tìm thấy" in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Hãy nhập"),
        ("   ", "Hãy nhập"),
        ("?!… «»", "chỉ có dấu"),
        ("*", "chỉ có dấu"),
        ('""', "chỉ có dấu"),
        ("a" * 201, "quá dài"),
        ("một " * 13, "quá dài"),
    ],
)
def test_search_answers_calmly_to_what_is_no_question(section: Section, query: str, words: str) -> None:
    assert words in _ask(query)


@pytest.mark.parametrize(
    "query",
    [
        "bien AND",
        "bien OR dao",
        "NOT bien",
        "NEAR(bien dao)",
        "title:bien",
        "bien*",
        "bien & | ! dao",
        "'; DROP TABLE x; --",
        '"',
        'a"b"c"',
        "bien\x00dao",
        "(((",
        "{text} : bien",
        "a:* <-> b",
    ],
)
def test_search_takes_operators_for_words_or_signs(section: Section, query: str) -> None:
    make_article(section, "Biển đảo")
    _ask(query)


def test_search_asks_one_portal_and_one_language(section: Section) -> None:
    portal = section.get_parent().specific
    other = make_section(make_portal("other.test"))
    english = make_section(make_portal("testserver", language="en", of=portal), "News")
    make_article(section, "Biển của ta")
    make_article(other, "Biển của cổng khác")
    make_article(english, "Bien in English")
    make_article(section, "Biển chưa xuất bản", live=False)
    context.forget()
    assert _titles(_ask("bien")) == ["Biển của ta"]
    assert _titles(_ask("bien", "/en/search/")) == ["Bien in English"]


def test_search_marks_hits_in_title_and_text(section: Section) -> None:
    make_article(section, "Biển <b>đảo</b>", text="Xa xôi &amp; biển cả", lead="Lời dẫn.")
    html = _ask("bien")
    assert "<mark>Biển</mark> &lt;b&gt;đảo&lt;/b&gt;" in html
    assert "Lời dẫn. Xa xôi &amp; <mark>biển</mark> cả" in html


def test_search_puts_titles_first_then_typed_accents_then_the_newest(section: Section) -> None:
    make_article(section, "Bổ nhiệm", minutes=1, text="")
    make_article(section, "Bố tôi", minutes=2)
    make_article(section, "Mẹ tôi", minutes=9, text="và bố")
    make_article(section, "Bộ mới", minutes=5)
    assert _titles(_ask("bo")) == ["Bộ mới", "Bố tôi", "Bổ nhiệm", "Mẹ tôi"]
    assert _titles(_ask("bố")) == ["Bố tôi", "Bộ mới", "Bổ nhiệm", "Mẹ tôi"]
    assert _titles(_ask("bo", sort="date")) == ["Mẹ tôi", "Bộ mới", "Bố tôi", "Bổ nhiệm"]


def test_search_keeps_to_section_and_days_of_the_portals_zone(section: Section) -> None:
    sea = make_section(section.get_parent().specific, "Biển đảo")
    make_article(sea, "Tin một", dateline_at=datetime(2022, 4, 27, 17, 30, tzinfo=UTC))  # 28/04 in Vietnam
    make_article(section, "Tin hai", dateline_at=datetime(2022, 4, 28, 17, 30, tzinfo=UTC))  # 29/04
    context.forget()
    assert _titles(_ask("tin", **{"from": "2022-04-28", "to": "2022-04-28"})) == ["Tin một"]
    assert _titles(_ask("tin", **{"from": "2022-04-29"})) == ["Tin hai"]
    assert _titles(_ask("tin", section="bien-dao")) == ["Tin một"]
    assert len(_titles(_ask("tin", section="khong-co", to="32/13"))) == 2
    assert "sau ngày cuối" in _ask("tin", **{"from": "2022-04-29", "to": "2022-04-28"})


def test_search_finds_event_pages(section: Section) -> None:
    portal: Portal = section.get_parent().specific
    portal.refresh_from_db()
    portal.add_child(
        instance=EventPage(
            title="Hội nghị toàn quốc", intro="759 điểm cầu", conference="demo", locale=portal.locale
        )
    )
    html = _ask("diem cau")
    assert _titles(html) == ["Hội nghị toàn quốc"]
    assert "759 <mark>điểm</mark> <mark>cầu</mark>" in html


def test_search_pages_through_what_it_found(section: Section) -> None:
    for number in range(17):
        make_article(section, f"Tin {number}", minutes=number)
    first, second = _ask("tin"), _ask("tin", page="2")
    assert len(_titles(first)) == 15
    assert _titles(second) == ["Tin 1", "Tin 0"]
    assert "17 kết quả" in first
    assert "?q=tin&amp;page=2" in first
    assert _titles(_ask("tin", page="99")) == _titles(second)


def test_search_does_not_ask_more_for_more_results(section: Section) -> None:
    for number in range(12):
        make_article(section, f"Tin {number}")
    _ask("tin")
    with CaptureQueriesContext(connection) as queries:
        assert len(_titles(_ask("tin"))) == 12
    assert len([query for query in queries if query["sql"].startswith("SELECT")]) <= 6


def test_search_has_its_address_in_each_language(section: Section) -> None:
    with translation.override("en"):
        assert Client().get("/en/search/").status_code == 200
    assert Article.objects.count() == 0


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2022-02-30", "x"])
def test_search_survives_days_that_no_calendar_of_news_has(section: Section, day: str) -> None:
    make_article(section, "Biển đảo quê hương")
    answer = Client().get("/vi/tim-kiem/", {"q": "bien", "from": day, "to": day})
    assert answer.status_code == 200


@pytest.mark.parametrize("newest", [4, 18, 30])
@pytest.mark.parametrize("asked", [{"q": "bo"}, {"q": "bố"}, {"q": "bo", "sort": "date"}, {"q": "bố mẹ"}])
def test_search_that_looks_at_the_newest_first_finds_the_same(
    section: Section, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], newest: int
) -> None:
    for number in range(34):
        title = ("Bố mẹ", "Bộ đội", "Con", "Bơ")[number % 4]
        make_article(section, f"{title} {number}", minutes=(number * 7) % 34, text="bộ bố mẹ")

    def pages() -> list[list[str]]:
        return [_titles(_ask(asked["q"], page=str(page), sort=asked.get("sort", ""))) for page in (1, 2)]

    plain = pages()
    monkeypatch.setattr(search, "MOST_COUNTED", 29)
    monkeypatch.setattr(search, "_LOOKED_AT", (newest // 2, newest))
    assert pages() == plain
