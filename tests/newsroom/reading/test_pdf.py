"""The words of a typeset article, read back by poppler."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading import pdf
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db
_ADDRESS = "https://portal.test/vi/tin-tuc/bai/"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A typeset article."""
    article: Article = make_article(
        make_section(make_portal("testserver")),
        "Hội nghị trực tuyến toàn quốc",
        text="Lời có <i>dấu</i>: ễ ộ ữ, dấu thăng #let x = 1 và [ngoặc].",
        lead="Tóm tắt của bài.",
        author="Hoàng Tùng",
        source_name="Nguồn",
    )
    file = tmp_path / "bai.pdf"
    with translation.override("vi"):
        file.write_bytes(pdf.article_pdf(article, address=_ADDRESS, portal="Cổng thử"))
    return file


def _read(tool: str, *argv: str) -> str:
    return subprocess.run([tool, *argv], check=True, capture_output=True, text=True).stdout


def test_paper_has_the_words_of_the_page(paper: Path) -> None:
    words = " ".join(_read("pdftotext", str(paper), "-").split())
    for expected in (
        "Hội nghị trực tuyến toàn quốc",
        "Thứ Năm, 28/04/2022 16:10",
        "Tóm tắt của bài.",
        "Lời có dấu: ễ ộ ữ, dấu thăng #let x = 1 và [ngoặc].",
        "Hoàng Tùng",
        "Nguồn tin: Nguồn",
        _ADDRESS,
    ):
        assert expected in words


def test_paper_is_a4_and_carries_its_fonts(paper: Path) -> None:
    assert (settings.FRONTEND_DIST / "fonts").is_dir(), "the front end is not built: run make test"
    assert "(A4)" in _read("pdfinfo", str(paper))
    fonts = [line.split() for line in _read("pdffonts", str(paper)).splitlines()[2:]]
    assert fonts
    assert all("Tinos" in font[0] for font in fonts)
