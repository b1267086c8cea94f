"""`diemcau news import`: files and folders, faults with their file, one JSON object."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diemcau.cli.main import cli

PAGES = Path(__file__).parent / "pages"


def _run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["news", "import", str(path), "--dry-run", *options])


def test_json_is_exactly_what_is_promised() -> None:
    result = _run(PAGES / "whole-page.txt", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert list(told) == ["articles", "faults"]
    assert told["faults"] == []
    assert list(told["articles"][0]) == [
        "title", "published_at", "lead", "captions", "author", "source", "body", "unplaced",
    ]  # fmt: skip


def test_folder_goes_on_after_a_fault(tmp_path: Path) -> None:
    shutil.copy(PAGES / "simple.txt", tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes("Hội nghị\nbàn về ".encode() + b"\xe1\xbb vi\xff\xfec")
    (tmp_path / "c.html").write_bytes(b"")
    shutil.copy(PAGES / "listing.html", tmp_path / "d.html")
    (tmp_path / "d_files").mkdir()
    (tmp_path / "d_files" / "frame.html").write_text("<p>x</p>")
    (tmp_path / "style.css").write_text("p {}")
    result = _run(tmp_path, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [fault["file"] for fault in told["faults"]] == ["b.txt", "c.html", "d.html"]
    assert [article["author"] for article in told["articles"]] == ["Lê Minh Thu"]


@pytest.mark.parametrize("name", ["none.txt", "folder"])
def test_nothing_to_read_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    result = _run(tmp_path / name, "--json")
    assert result.exit_code == 2
    assert name in json.loads(result.stdout)["faults"][0]["file"]


def test_article_without_a_title_is_shown_and_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "bare.html"
    file.write_text(
        "<p>Câu thứ nhất của một bài không có tên.</p><p>Câu thứ hai của bài ấy kể tiếp.</p>", "utf-8"
    )
    result = _run(file, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 2
    assert told["articles"][0]["title"] == ""
    assert told["articles"][0]["published_at"] is None
    assert len(told["faults"]) == 1
