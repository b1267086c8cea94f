"""Each block of a body, on the page and on the paper."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document

from diemcau.newsroom.models import Article, Picture, Section
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db
_TABLE = {
    "columns": [{"type": "text", "heading": "Điểm cầu"}, {"type": "text", "heading": "Đại biểu"}],
    "rows": [{"values": ["Hải Phòng", "42"]}],
    "caption": "Số đại biểu",
}


@pytest.fixture(autouse=True)
def section() -> Section:
    """The section that the test's article stands in."""
    return make_section(make_portal("testserver"))


def _picture(colour: str = "#336699") -> Picture:
    out = BytesIO()
    Image.new("RGB", (1500, 1000), colour).save(out, "JPEG")
    picture = Picture(
        title="anh.jpg", file=ImageFile(BytesIO(out.getvalue()), "anh.jpg"), description="Hội trường"
    )
    picture.save()
    return picture


def _page(*blocks: dict[str, object]) -> str:
    article = make_article(Section.objects.get(), "Bài")
    article.body = list(blocks)
    article.save()
    return Client().get("/vi/tin-tuc/bai/").content.decode()


def test_picture_comes_in_sizes_with_caption_and_credit() -> None:
    picture = _picture()
    image = {"image": picture.pk, "decorative": False, "alt_text": "Các đại biểu"}
    html = _page({"type": "picture", "value": {"image": image, "caption": "Quang cảnh", "credit": "Lan Anh"}})
    assert 'type="image/avif"' in html
    assert 'type="image/webp"' in html
    assert "480w" in html
    assert "1200w" in html
    assert 'width="800" height="533" alt="Các đại biểu" loading="lazy"' in html
    assert 'Quang cảnh · <span class="credit">Ảnh: Lan Anh</span>' in html


def test_picture_whose_file_is_gone_leaves_the_page_whole() -> None:
    picture = _picture("#996633")
    Path(picture.file.path).unlink()
    image = {"image": picture.pk, "decorative": False, "alt_text": "Các đại biểu"}
    html = _page({"type": "picture", "value": {"image": image, "caption": "Quang cảnh", "credit": ""}})
    assert "Quang cảnh" in html
    assert "<picture>" not in html


def test_main_picture_is_fetched_first() -> None:
    article = make_article(
        make_section(make_portal("testserver")), "Bài", picture=_picture(), picture_caption="Ảnh chính"
    )
    html = Client().get(f"/vi/tin-tuc/{article.slug}/").content.decode()
    assert 'width="800" height="534" alt="Hội trường" fetchpriority="high"' in html
    assert "<figcaption>Ảnh chính" in html
    assert 'property="og:image"' in html


def test_table_has_headings_and_can_be_scrolled_by_keys() -> None:
    html = _page({"type": "table", "value": _TABLE})
    assert '<div class="table" role="region" tabindex="0" aria-label="Số đại biểu">' in html
    assert '<th scope="col">Điểm cầu</th>' in html
    assert '<th scope="row">Hải Phòng</th><td>42</td>' in html


def test_quotation_names_who_said_it() -> None:
    html = _page(
        {
            "type": "quotation",
            "value": {"text": "Học đi đôi với hành.", "who": "Đại biểu", "post": "Giảng viên"},
        }
    )
    assert "<blockquote><p>Học đi đôi với hành.</p></blockquote>" in html
    assert "<strong>Đại biểu</strong>, Giảng viên" in html


def test_document_says_kind_and_size() -> None:
    document = Document(title="Kế hoạch", file=ContentFile(b"x" * 2048, "ke-hoach.pdf"))
    document.save()
    html = _page({"type": "document", "value": {"document": document.pk, "title": ""}})
    assert "Kế hoạch</a>" in html
    assert "PDF, 2,0" in html


def test_recording_that_is_not_public_is_told_in_words(settings: Any, tmp_path: Path) -> None:
    settings.FEEDS_ROOT = tmp_path
    block = {
        "type": "recording",
        "value": {"conference": "demo", "item": "", "title": "Khai mạc", "from_s": 65, "until_s": 130},
    }
    html = _page(block)
    assert "Khai mạc" in html
    assert "01:05–02:10" in html
    assert "Bản ghi hình chưa được công bố." in html
    assert "data-recording" not in html


def test_recording_that_is_public_waits_for_a_click(settings: Any, tmp_path: Path) -> None:
    settings.FEEDS_ROOT = tmp_path
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "recording.m3u8").write_text("#EXTM3U\n")
    block = {
        "type": "recording",
        "value": {"conference": "demo", "item": "", "title": "Khai mạc", "from_s": 65, "until_s": None},
    }
    assert "data-recording" not in _page(block)
    (tmp_path / "demo" / ".public").touch()
    html = Client().get("/vi/tin-tuc/bai/").content.decode()
    assert 'data-recording="/feed/demo/hls/recording.m3u8" data-from="65"' in html
    assert "<video" not in html


@pytest.mark.parametrize(
    ("lead", "shown"),
    [
        ("Kết nối 759 điểm cầu.", 'Kết nối <a href="/vi/su-kien/#figures">759</a> điểm cầu.'),
        ("759 điểm cầu, 759 điểm cầu", '<a href="/vi/su-kien/#figures">759</a> điểm cầu, 759 điểm cầu'),
        ("Có 1.759 điểm cầu & 759 xã", "Có 1.759 điểm cầu &amp; 759 xã"),
        ("<b>16.242 đại biểu", '&lt;b&gt;<a href="/vi/su-kien/#figures">16.242</a> đại biểu'),
        ("63 tham luận", "63 tham luận"),
    ],
)
def test_figures_of_the_lead_lead_to_the_same_record(lead: str, shown: str) -> None:
    facts = [
        (759, "điểm cầu", "/vi/su-kien/#figures"),
        (16242, "đại biểu", "/vi/su-kien/#figures"),
        (63, "tham luận", "javascript:alert(1)"),
    ]
    figures = [
        {"name": "one", "label": label, "value": value, "provisional": False, "record": record}
        for value, label, record in facts
    ]
    article = make_article(Section.objects.get(), "Bài", lead=lead)
    article.body = [{"type": "figures", "value": {"conference": "demo", "figures": figures}}]
    article.save()
    html = Client().get("/vi/tin-tuc/bai/").content.decode()
    assert f'<p class="lead" data-speak>{shown}</p>' in html


def test_figures_say_what_is_provisional_and_lead_to_the_record() -> None:
    figures = [
        {
            "name": "venues",
            "label": "điểm cầu",
            "value": 16242,
            "provisional": True,
            "record": "/vi/su-kien/#figures",
        },
        {
            "name": "delegates",
            "label": "đại biểu",
            "value": 5,
            "provisional": False,
            "record": "javascript:alert(1)",
        },
    ]
    figures.append({**figures[1], "value": 63, "record": "https://trunguong.test/vi/su-kien/#figures"})
    html = _page({"type": "figures", "value": {"conference": "demo", "figures": figures}})
    assert '<a href="https://trunguong.test/vi/su-kien/#figures">63</a>' in html
    assert "javascript:" not in html
    assert '<a href="/vi/su-kien/#figures">16.242</a>' in html
    assert html.count("tạm tính") == 1
    assert "javascript:" not in html


def test_every_block_is_typeset_too() -> None:
    image = {"image": _picture().pk, "decorative": False, "alt_text": "Ảnh"}
    one = {"image": image, "caption": "Quang cảnh", "credit": ""}
    article: Article = make_article(Section.objects.get(), "Bài")
    article.body = [
        {
            "type": "text",
            "value": "<h2>Mục</h2><p>Lời <b>đậm</b>, m<sup>2</sup> #let [x] $y$</p><ul><li>Một</li></ul>",
        },
        {"type": "picture", "value": one},
        {"type": "gallery", "value": {"title": "Bộ ảnh", "pictures": [one, one]}},
        {"type": "quotation", "value": {"text": "Lời nói.", "who": "Ai đó", "post": ""}},
        {"type": "table", "value": _TABLE},
    ]
    article.save()
    answer = Client().get("/vi/tin-tuc/bai/pdf/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
