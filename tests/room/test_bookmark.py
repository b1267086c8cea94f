"""The relay's bookmark: what is found of it, and what a full disk does."""

import pytest

from diemcau.room.bookmark import Bookmark


def test_next_life_goes_on_where_the_last_one_was(tmp_path):
    path = tmp_path / "relay" / "bookmark.json"
    assert not Bookmark(path).found
    Bookmark(path).put("demo", 7)
    again = Bookmark(path)
    assert (again.found, again.get("demo"), again.get("other")) == (True, 7, 0)


@pytest.mark.parametrize("content", [b"", b"\0" * 20, b'{"demo": ', b"[7]", b'{"demo": "x"}', b"\xff\xfe"])
def test_unreadable_file_counts_as_none(tmp_path, content):
    path = tmp_path / "bookmark.json"
    path.write_bytes(content)
    bookmark = Bookmark(path)
    assert (bookmark.found, bookmark.get("demo")) == (False, 0)


def test_full_disk_keeps_it_in_memory_until_it_can_be_written(tmp_path, monkeypatch, caplog):
    path = tmp_path / "bookmark.json"
    bookmark = Bookmark(path)

    def no_space(_number):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("diemcau.room.bookmark.os.fsync", no_space)
        bookmark.put("demo", 7)
        bookmark.save()
    assert bookmark.get("demo") == 7
    assert not path.exists()
    assert caplog.text.count("cannot be written") == 1
    bookmark.save()
    assert Bookmark(path).get("demo") == 7
