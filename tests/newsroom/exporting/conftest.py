"""A whole article with every block, in the portals of the editors' tests."""

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from diemcau.newsroom.models import Article, Correction, Picture
from tests.newsroom.editing.conftest import Newsroom, as_, member, newsroom

__all__ = ["as_", "member", "newsroom"]


def make_picture(colour: str, kind: str = "PNG", **facts: Any) -> Picture:
    out = BytesIO()
    Image.new("RGB", (320, 200), colour).save(out, kind)
    made: Picture = Picture.objects.create(
        title=colour, file=ContentFile(out.getvalue(), f"{colour}.{kind.lower()}"), **facts
    )
    return made


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    """The north's article, published, with a block of every kind."""
    main = make_picture("teal", description="Hội trường nhìn từ cửa", credit="Trung Kiên")
    other = make_picture("olive", "WEBP", caption="Đại biểu dự hội nghị")
    shown = {
        "image": {"image": other.pk, "decorative": False, "alt_text": "Các đại biểu ngồi"},
        "caption": "",
        "credit": "",
    }
    page = newsroom.articles["north"]
    page.title, page.lead = "Hội nghị <tập huấn> & giao ban", "Đoạn dẫn của bài."
    page.author, page.photographer = "Hoàng Tùng", "Trung Kiên"
    page.source_name, page.source_url = "Báo Lạng Sơn", "https://bao.example.vn/tin?a=1&b=2"
    page.dateline_at = datetime(2022, 4, 28, 9, 10, tzinfo=UTC)
    page.picture, page.picture_caption = main, "Quang cảnh hội nghị"
    text = (
        f'<h2>Phần một</h2><p class="x">Chữ <b>đậm</b>, <a linktype="page" id="{page.pk}">liên kết</a> và '
        '<a href="javascript:alert(1)">bẫy</a>.</p><ul><li>Một</li><li>Hai</li></ul>'
    )
    table = {
        "columns": [{"type": "text", "heading": "Huyện"}, {"type": "text", "heading": "Người"}],
        "rows": [{"values": ["Bắc Sơn", "12"]}],
        "caption": "Người dự",
    }
    figure = {"name": "venues", "label": "điểm cầu", "value": 759, "provisional": True, "record": ""}
    blocks = [
        ("text", text),
        ("picture", shown),
        ("gallery", {"title": "Chùm ảnh", "pictures": [shown]}),
        ("quotation", {"text": "Học đi đôi với hành.", "who": "Bà Lan", "post": "giảng viên"}),
        ("table", table),
        ("recording", {"conference": "hn", "item": "", "title": "Khai mạc", "from_s": 0, "until_s": None}),
        ("figures", {"conference": "hn", "figures": [figure]}),
    ]  # fmt: skip
    page.body = json.dumps(
        [{"type": kind, "value": value, "id": f"b{n}"} for n, (kind, value) in enumerate(blocks)]
    )
    page.corrections.add(Correction(at=datetime(2022, 4, 29, 3, tzinfo=UTC), text="Sửa tên huyện."))
    page.save_revision().publish()
    found: Article = Article.objects.get(pk=page.pk)
    return found
