"""The demonstration's portals, made once and left alone afterwards."""

import re
import subprocess
from importlib.resources import files
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils.html import strip_tags
from wagtail.documents.models import Document
from wagtail.models import Site

from diemcau.newsroom.demonstration import make_portals, texts
from diemcau.newsroom.models import Article, Picture, Portal
from diemcau.newsroom.reading import context
from diemcau.units import api as units
from tests.factories.conferences import make_conference, make_item, make_tree
from tests.factories.pages import make_beginnings

pytestmark = pytest.mark.django_db
_REPORT = "/vi/tin-tuc/su-kien/hai-phong-du-hoi-nghi-truc-tuyen-tap-huan-giao-ban-2022/"


@pytest.fixture
def nation() -> None:
    """Units, and Wagtail's own beginnings."""
    context.forget()
    make_tree()
    make_beginnings()


def test_portals_are_made_once(nation: None) -> None:
    assert make_portals("demo") == ["localhost", "trunguong.localhost"]
    counts = [kind.objects.count() for kind in (Portal, Article, Picture, Site)]
    report = Article.objects.get(source_name="", conference="demo", locale__language_code="vi")
    report.title = "Tiêu đề do biên tập viên đổi"
    report.save()

    make_portals("demo")

    assert [kind.objects.count() for kind in (Portal, Article, Picture, Site)] == counts
    report.refresh_from_db()
    assert report.title == "Tiêu đề do biên tập viên đổi"


def test_report_is_there_in_both_languages_and_taken_over_with_its_source(nation: None) -> None:
    make_portals("demo")
    city, centre = Client(headers={"host": "localhost"}), Client(headers={"host": "trunguong.localhost"})
    report = city.get(_REPORT).content.decode()
    assert "Thứ Năm, 28/04/2022 16:10" in report
    assert "Hoàng Tùng" in report
    assert report.count("<figcaption>") == 2
    assert 'hreflang="en"' in report
    taken = centre.get(f"/vi/tin-dia-phuong/{_REPORT.split('/')[-2]}/").content.decode()
    assert f'{_REPORT}" rel="noopener external">Cổng tin tức Thành phố Hải Phòng</a>' in taken
    assert "Trang tin công tác giáo dục lý luận chính trị" in taken


def test_page_of_the_conference_offers_its_programme_in_both_languages(nation: None) -> None:
    conference = make_conference(units.root().id, "demo")  # type: ignore[union-attr]
    make_item(conference, "Chuyên đề [1] #một", speaker="Lê Văn Báo", speaker_post="Vụ trưởng")
    make_portals("demo")
    make_portals("demo")
    document = Document.objects.get()
    for path in ("/vi/hoi-nghi-truc-tuyen-toan-quoc-2022/", "/en/hoi-nghi-truc-tuyen-toan-quoc-2022/"):
        assert f'href="{document.url}"' in Client(headers={"host": "localhost"}).get(path).content.decode()
    words = subprocess.run(
        ["pdftotext", document.file.path, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "Chuyên đề [1] #một" in words
    assert "Lê Văn Báo, Vụ trưởng" in " ".join(words.split())


def test_portals_are_left_out_where_their_units_are_missing() -> None:
    assert make_portals("demo") == []


def test_report_is_of_a_reports_length() -> None:
    text = texts.read("conference.vi")
    body = re.sub(r"^@.*$", "", text.body, flags=re.MULTILINE)
    assert 500 <= len(strip_tags(f"{text.facts['lead']} {body}").split()) <= 700


def test_every_text_can_be_read() -> None:
    names = [file.name for file in files("diemcau.newsroom.demonstration").joinpath("articles").iterdir()]
    assert names
    for name in names:
        text = texts.read(name.removesuffix(".html"))
        assert text.facts["title"]
        assert text.at.year == 2022
        assert texts.blocks(
            text, dict.fromkeys(("hall", "delegates"), SimpleNamespace(pk=1, description="Hội trường"))
        )
