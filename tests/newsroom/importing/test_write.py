"""Imported articles as pages: once each, with pictures, old addresses led to them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from diemcau.cli.main import cli
from diemcau.newsroom.models import Article, Picture
from tests.newsroom.editing.conftest import Newsroom

PAGES = Path(__file__).parent / "pages"
TITLE = "Ngày hội đọc sách thu hút hàng nghìn học sinh vùng cao"


@pytest.fixture
def folder(tmp_path: Path, newsroom: Newsroom) -> Path:
    """A saved page with one picture of its two beside it, and a portal that bears its host's name."""
    shutil.copy(PAGES / "div-soup.html", tmp_path / "ngay-hoi.html")
    (tmp_path / "anh").mkdir()
    Image.new("RGB", (640, 400), "teal").save(tmp_path / "anh" / "san-truong.jpg")
    Site.objects.filter(hostname="north.test").update(hostname="vungcao.example")
    return tmp_path


def _run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["news", "import", str(path), "--portal", "vungcao.example", *options])


def _article() -> Article:
    found: Article = Article.objects.get(title=TITLE)
    return found


def test_article_becomes_a_draft_with_its_picture(folder: Path, newsroom: Newsroom) -> None:
    result = _run(folder)
    assert result.exit_code == 0, result.output
    article = _article()
    assert not article.live
    assert article.get_parent().pk == newsroom.sections["north"].pk
    assert article.author == "Giàng A Sử - Lò Thị Mai"
    assert article.dateline_at.isoformat() == "2022-04-21T02:30:00+00:00"
    picture = article.picture
    assert picture is not None
    assert picture.caption == "Học sinh chọn sách ở gian hàng của xã Tả Phìn"
    assert article.picture_caption == picture.caption
    assert picture.collection.name == "Cổng north"
    assert [block.block_type for block in article.body] == ["text"]
    assert "<p><b>Sách về với bản</b></p>" in article.body.raw_data[0]["value"]
    assert picture.caption not in article.body.raw_data[0]["value"]


def test_repeated_import_changes_nothing(folder: Path) -> None:
    _run(folder)
    before = Article.objects.values_list("pk", "latest_revision_id").order_by("pk")
    known = list(before)
    result = _run(folder)
    assert result.exit_code == 0
    assert "1 unchanged" in result.output
    assert list(before.all()) == known
    assert (Picture.objects.count(), Redirect.objects.count()) == (1, 1)


def test_update_writes_the_same_page_anew(folder: Path) -> None:
    _run(folder)
    page = folder / "ngay-hoi.html"
    page.write_text(page.read_text("utf-8").replace("hơn năm nghìn cuốn", "hơn sáu nghìn cuốn"), "utf-8")
    assert "1 changed" in _run(folder, "--on-existing", "update").output
    assert "sáu nghìn" in _article().get_latest_revision_as_object().lead
    assert Picture.objects.count() == 1


def test_published_article_keeps_its_date_and_old_address(folder: Path) -> None:
    _run(folder, "--publish")
    article = _article()
    assert article.live
    assert article.first_published_at is not None
    assert article.first_published_at.isoformat() == "2022-04-21T02:30:00+00:00"
    answer = Client().get("/van-hoa/ngay-hoi-doc-sach-77.html", HTTP_HOST="vungcao.example")
    assert answer.status_code == 301
    assert answer["Location"].endswith(article.url)


def test_address_of_another_host_leads_nowhere(folder: Path) -> None:
    page = folder / "ngay-hoi.html"
    page.write_text(page.read_text("utf-8").replace("vungcao.example", "khac.example"), "utf-8")
    assert _run(folder).exit_code == 0
    assert not Redirect.objects.exists()


def test_trial_writes_nothing(folder: Path) -> None:
    assert _run(folder, "--dry-run").exit_code == 0
    assert not Article.objects.filter(title=TITLE).exists()


def test_damaged_picture_is_a_fault_and_the_others_go_in(folder: Path) -> None:
    (folder / "anh" / "san-truong.jpg").write_bytes(b"no picture")
    shutil.copy(PAGES / "simple.txt", folder / "simple.txt")
    result = _run(folder, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [fault["file"].rpartition("/")[2] for fault in told["faults"]] == ["ngay-hoi.html"]
    assert Article.objects.filter(author="Lê Minh Thu").count() == 1
    assert not Article.objects.filter(title=TITLE).exists()


def test_picture_outside_the_folder_is_not_taken(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    page = folder / "ngay-hoi.html"
    (inner / "page.html").write_text(page.read_text("utf-8").replace("anh/san", "../anh/san"), "utf-8")
    assert _run(inner).exit_code == 0
    assert not Picture.objects.exists()


@pytest.mark.parametrize(("option", "value"), [("--portal", "none.test"), ("--section", "none")])
def test_unknown_target_is_refused_with_what_there_is(folder: Path, option: str, value: str) -> None:
    result = _run(folder, option, value)
    assert result.exit_code == 2
    assert ("thoi-su" if option == "--section" else "vungcao.example") in result.output
    assert not Article.objects.filter(title=TITLE).exists()


def test_table_becomes_a_table(folder: Path) -> None:
    shutil.copy(PAGES / "word.htm", folder / "word.htm")
    _run(folder / "word.htm")
    article = Article.objects.get(author="Đỗ Văn Hùng")
    assert [block.block_type for block in article.body] == ["text", "table", "text"]
    table = article.body.raw_data[1]["value"]
    assert [column["heading"] for column in table["columns"]] == ["Nguồn đóng góp", "Triệu đồng"]
    assert table["rows"][1]["values"] == ["Ngân sách xã", "310"]
    assert "<p><i>Bà con trước nhà văn hóa mới</i></p>" in article.body.raw_data[0]["value"]
