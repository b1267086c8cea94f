"""HTML, DOCX and ZIP of an article with every block."""

import json
import zipfile
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from docx import Document

from diemcau.newsroom.exporting.archive import to_zip
from diemcau.newsroom.exporting.docx import to_docx
from diemcau.newsroom.exporting.gather import gather
from diemcau.newsroom.exporting.html import to_html
from diemcau.newsroom.exporting.piece import Piece
from diemcau.newsroom.models import Article


@pytest.fixture
def piece(article: Article) -> Piece:
    return gather(article)


def test_html_is_clean_and_says_everything(piece: Piece) -> None:
    html = to_html(piece)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.h1.get_text() == "Hội nghị <tập huấn> & giao ban"
    assert soup.time["datetime"] == "2022-04-28T09:10:00+00:00"
    assert soup.time.get_text() == "Thứ Năm, 28/04/2022 16:10"
    assert [image["src"].split("/")[0] for image in soup.find_all("img")] == ["pictures"] * 3
    assert [image["alt"] for image in soup.find_all("img")] == [
        "Hội trường nhìn từ cửa",
        "Các đại biểu ngồi",
        "Các đại biểu ngồi",
    ]
    assert soup.figcaption.get_text() == "Quang cảnh hội nghị Ảnh: Trung Kiên"
    assert [cell.get_text() for cell in soup.find_all("td")] == ["Bắc Sơn", "12"]
    assert soup.blockquote.get_text() == "Học đi đôi với hành."
    assert "759 điểm cầu (tạm tính)" in html
    assert soup.find("a", string="Báo Lạng Sơn")["href"] == "https://bao.example.vn/tin?a=1&b=2"
    assert "Sửa tên huyện." in html


def test_html_keeps_no_class_no_inner_reference_and_no_trap(piece: Piece) -> None:
    html = to_html(piece)
    assert not {"class", "style", "linktype"} & {
        name for tag in BeautifulSoup(html, "html.parser").find_all(True) for name in tag.attrs
    }
    assert "javascript" not in html
    assert "bẫy" in html
    link = BeautifulSoup(html, "html.parser").find("a", string="liên kết")
    assert link["href"].startswith("http")


def test_word_document_has_styles_pictures_and_alternative_text(piece: Piece) -> None:
    document = Document(BytesIO(to_docx(piece)))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert styles[:3] == [
        ("Title", "Hội nghị <tập huấn> & giao ban"),
        ("Subtitle", "Thứ Năm, 28/04/2022 16:10"),
        ("Normal", "Đoạn dẫn của bài."),
    ]
    assert ("Heading 2", "Phần một") in styles
    assert ("List Bullet", "Hai") in styles
    assert ("Caption", "Quang cảnh hội nghị Ảnh: Trung Kiên") in styles
    assert ("Normal", "Hoàng Tùng") in styles
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [
        "Hội trường nhìn từ cửa", "Các đại biểu ngồi", "Các đại biểu ngồi",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Huyện", "Người"],
        ["Bắc Sơn", "12"],
    ]
    assert document.core_properties.author == "Hoàng Tùng"


def test_archive_has_data_page_and_pictures(piece: Piece) -> None:
    with zipfile.ZipFile(BytesIO(to_zip(piece))) as archive:
        told = json.loads(archive.read("article.json"))
        names = set(archive.namelist())
        assert {"article.json", "article.html"} < names
        assert {one["file"] for one in told["pictures"]} == {
            name for name in names if name.startswith("pictures/")
        }
    assert told["pictures"][0]["credit"] == "Trung Kiên"
    assert told["at"] == "2022-04-28T09:10:00+00:00"
    assert [block["type"] for block in told["blocks"]] == [
        "text",
        "shot",
        "gallery",
        "quotation",
        "table",
        "link",
        "figures",
    ]
    assert told["raw"][0]["id"] == "b0"
    assert told["corrections"] == [{"date": "29/04/2022", "text": "Sửa tên huyện."}]


def test_picture_whose_file_is_gone_is_left_out(article: Article) -> None:
    article.picture.file.storage.delete(article.picture.file.name)
    piece = gather(article)
    assert piece.picture is None
    assert len(piece.pictures) == 1
    to_docx(piece)
