from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from diemcau.newsroom.models import Section
from diemcau.newsroom.reading import context
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture
def section() -> Section:
    """A section of a portal whose host is that of the test's client."""
    context.forget()
    return make_section(make_portal("testserver"))


def _xml(path: str) -> Any:
    answer = Client().get(path)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def _addresses(path: str) -> list[str]:
    return [found.text for found in _xml(path).iter(f"{MAP}loc")]


def test_map_names_a_part_for_each_language(section: Section) -> None:
    make_portal("testserver", language="en", of=section.get_parent().specific)
    assert sorted(_addresses("/sitemap.xml")) == [
        "http://testserver/sitemap-en.xml",
        "http://testserver/sitemap-vi.xml",
    ]
    assert _addresses("/sitemap-en.xml") == ["http://testserver/en/"]
    assert Client().get("/sitemap-fr.xml").status_code == 404


def test_map_names_public_pages_of_this_portal_with_their_dates(section: Section) -> None:
    make_article(section, "Tin một")
    make_article(section, "Bản nháp", live=False)
    make_article(make_section(make_portal("other.test")), "Của cổng khác")
    assert _addresses("/sitemap-vi.xml") == [
        "http://testserver/vi/",
        "http://testserver/vi/tin-tuc/",
        "http://testserver/vi/tin-tuc/tin-mot/",
    ]
    assert [found.text for found in _xml("/sitemap-vi.xml").iter(f"{MAP}lastmod")] == ["2022-04-28"]


def test_map_leads_from_a_page_to_the_same_in_other_languages(section: Section) -> None:
    english = make_portal("testserver", language="en", of=section.get_parent().specific)
    article = make_article(section, "Tin một")
    make_article(make_section(english, "News"), "News one", translation_key=article.translation_key)
    by_address = {url.findtext(f"{MAP}loc"): url for url in _xml("/sitemap-vi.xml").iter(f"{MAP}url")}
    links = by_address["http://testserver/vi/tin-tuc/tin-mot/"].findall(LINK)
    assert {link.get("hreflang"): link.get("href") for link in links} == {
        "vi": "http://testserver/vi/tin-tuc/tin-mot/",
        "en": "http://testserver/en/news/news-one/",
    }


def test_robots_are_told_where_the_map_is_and_what_to_leave_alone(section: Section) -> None:
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /app/\nDisallow: /live/\nDisallow: /api/\n" in text
    assert text.endswith("\nSitemap: http://testserver/sitemap.xml\n")
