import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from pytest_django import Settings

from diemcau.newsroom.models import Article, Picture, Section
from diemcau.newsroom.reading import context, kept
from tests.newsroom.pool.files import draw, save
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


@pytest.fixture
def section() -> Section:
    """A section of a portal whose host is that of the test's client."""
    context.forget()
    return make_section(make_portal("testserver", name="Cổng tin"))


def _feed(path: str) -> Any:
    answer = Client().get(path)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def test_rss_tells_title_whole_lead_author_date_and_address(section: Section) -> None:
    lead = "Lời dẫn & <b>dài</b>. " * 30
    make_article(section, 'Tin "một" & <hai>', lead=lead, author="Nguyễn Văn A")
    channel = _feed("/vi/rss.xml").find("channel")
    item = channel.find("item")
    assert channel.findtext("title") == "Cổng tin"
    assert channel.findtext("language") == "vi"
    assert channel.findtext("link") == "http://testserver/vi/"
    assert channel.find(f"{ATOM}link").attrib == {"rel": "self", "href": "http://testserver/vi/rss.xml"}
    assert item.findtext("title") == 'Tin "một" & <hai>'
    assert item.findtext("description") == lead.strip()
    assert item.findtext(CREATOR) == "Nguyễn Văn A"
    assert item.findtext("link") == item.findtext("guid") == "http://testserver/vi/tin-tuc/tin-mot-hai/"
    assert item.findtext("pubDate") == "Thu, 28 Apr 2022 09:10:00 +0000"


def test_atom_tells_the_same(section: Section) -> None:
    make_article(section, "Tin một", lead="Lời dẫn.", author="A")
    feed = _feed("/vi/atom.xml")
    entry = feed.find(f"{ATOM}entry")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    assert links == {"alternate": "http://testserver/vi/", "self": "http://testserver/vi/atom.xml"}
    assert entry.findtext(f"{ATOM}summary") == "Lời dẫn."
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/vi/tin-tuc/tin-mot/"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "A"


def test_feed_of_a_section_has_its_branch_only(section: Section) -> None:
    below = make_section(section, "Biển đảo")
    make_article(below, "Tin dưới")
    make_article(section, "Tin trên")
    titles = [item.findtext("title") for item in _feed("/vi/tin-tuc/bien-dao/rss.xml").iter("item")]
    assert titles == ["Tin dưới"]
    assert len(list(_feed("/vi/tin-tuc/rss.xml").iter("item"))) == 2
    assert len(list(_feed("/vi/tin-tuc/atom.xml").iter(f"{ATOM}entry"))) == 2
    assert Client().get("/vi/khong-co/rss.xml").status_code == 404


def test_feed_leaves_out_drafts_and_other_portals(section: Section) -> None:
    make_article(section, "Bản nháp", live=False)
    make_article(make_section(make_portal("other.test")), "Của cổng khác")
    assert list(_feed("/vi/rss.xml").iter("item")) == []


def test_feed_stays_whole_with_characters_that_xml_does_not_know(section: Section) -> None:
    article = make_article(section, "Tin")
    Article.objects.filter(pk=article.pk).update(
        title="Tin\x0b \x01🎉 \uffff", lead="a\x0c]]>b", author="\x02Lê"
    )
    item = next(_feed("/vi/rss.xml").iter("item"))
    assert (item.findtext("title"), item.findtext("description")) == ("Tin 🎉 ", "a]]>b")
    assert item.findtext(CREATOR) == "Lê"
    assert _feed("/vi/atom.xml").find(f"{ATOM}entry").findtext(f"{ATOM}title") == "Tin 🎉 "


def test_feed_has_the_picture_as_an_enclosure(section: Section, settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = ImageFile(io.BytesIO(save(draw(1600, 1000))), name="a.jpg")
    picture = Picture.objects.create(title="Ảnh", file=file)
    make_article(section, "Có ảnh", picture=picture)
    enclosure = next(_feed("/vi/rss.xml").iter("enclosure"))
    assert enclosure.get("type") == "image/jpeg"
    assert int(enclosure.get("length")) > 0
    assert enclosure.get("url").startswith("http://testserver/files/images/")


def test_feed_takes_as_many_queries_for_many_articles(
    section: Section, django_assert_max_num_queries: Callable[[int], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_KEPT_S", 3600)  # on a busy machine the moment passes between two answers
    for number in range(12):
        make_article(section, f"Tin {number}")
    _feed("/vi/rss.xml")
    with django_assert_max_num_queries(4):
        _feed("/vi/rss.xml")
