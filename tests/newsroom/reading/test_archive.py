from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from diemcau.core.clock import now
from diemcau.newsroom.models import Section
from diemcau.newsroom.reading import context, kept
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> Section:
    """A section of a portal whose host is that of the test's client."""
    context.forget()
    return make_section(make_portal("testserver"))


def _get(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_archive_counts_years_and_months_in_the_portals_zone(section: Section) -> None:
    make_article(section, "Tháng tư", dateline_at=datetime(2022, 4, 28, 9, tzinfo=UTC))
    make_article(section, "Đã là tháng năm", dateline_at=datetime(2022, 4, 30, 17, 30, tzinfo=UTC))
    make_article(section, "Năm trước", dateline_at=datetime(2021, 12, 1, tzinfo=UTC))
    make_article(section, "Bản nháp", dateline_at=datetime(2020, 1, 1, tzinfo=UTC), live=False)
    html = _get("/vi/luu-tru/")
    assert '<a href="/vi/luu-tru/2022/05/">Tháng 5/2022</a> <span class="archive-count">(1)</span>' in html
    assert '<a href="/vi/luu-tru/2022/04/">Tháng 4/2022</a> <span class="archive-count">(1)</span>' in html
    assert '2022 <span class="archive-count">(2)</span>' in html
    assert "2021" in html
    assert "2020" not in html
    assert Client().get("/vi/luu-tru/2022/")["Location"] == "/vi/luu-tru/#y2022"


def test_month_lists_its_articles_days_and_neighbours(section: Section) -> None:
    make_article(section, "Ngày 28", dateline_at=datetime(2022, 4, 28, 9, tzinfo=UTC))
    make_article(section, "Ngày 30", dateline_at=datetime(2022, 4, 30, 9, tzinfo=UTC))
    make_article(section, "Tháng sáu", dateline_at=datetime(2022, 6, 2, tzinfo=UTC))
    html = _get("/vi/luu-tru/2022/04/")
    assert html.index("Ngày 30") < html.index("Ngày 28")
    assert "2 bài" in html
    assert '<a href="/vi/luu-tru/2022/04/28/">28/04</a>' in html
    assert '<a href="/vi/luu-tru/2022/06/">' in html
    assert "Tháng sáu" not in html


def test_day_lists_its_articles_only(section: Section) -> None:
    make_article(section, "Đêm trước", dateline_at=datetime(2022, 4, 27, 16, 59, tzinfo=UTC))
    make_article(section, "Trong ngày", dateline_at=datetime(2022, 4, 27, 17, 0, tzinfo=UTC))
    html = _get("/vi/luu-tru/2022/04/28/")
    assert "Trong ngày" in html
    assert "Đêm trước" not in html
    assert "Không có bài nào" in _get("/vi/luu-tru/2022/04/29/")


@pytest.mark.parametrize(
    "path", ["2022/13/", "2022/4/", "2022/02/30/", "2022/04/00/", "0000/01/", "2922/01/"]
)
def test_archive_has_no_page_for_days_that_there_are_not(section: Section, path: str) -> None:
    _get(f"/vi/luu-tru/{path}", status=404)


def test_archive_has_no_page_for_the_future(section: Section) -> None:
    soon = now() + timedelta(days=40)
    make_article(section, "Mai sau", dateline_at=soon)
    _get(f"/vi/luu-tru/{soon:%Y/%m}/", status=404)
    _get(f"/vi/luu-tru/{soon:%Y/%m/%d}/", status=404)
    assert f"{soon:%Y/%m}" not in _get("/vi/luu-tru/")


def test_archive_speaks_english_under_its_english_address(section: Section) -> None:
    english = make_section(make_portal("testserver", language="en", of=section.get_parent().specific), "News")
    make_article(english, "In April", dateline_at=datetime(2022, 4, 28, 9, tzinfo=UTC))
    context.forget()
    assert "April 2022" in _get("/en/archive/")
    assert "28 April 2022" in _get("/en/archive/2022/04/28/")


def test_month_takes_as_many_queries_for_many_articles(
    section: Section, django_assert_max_num_queries: Callable[[int], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_KEPT_S", 3600)  # on a busy machine the moment passes between two answers
    for number in range(20):
        make_article(section, f"Tin {number}", minutes=number)
    _get("/vi/luu-tru/2022/04/")
    with django_assert_max_num_queries(7):
        assert _get("/vi/luu-tru/2022/04/").count("card-title") == 20
