"""Where glued words part."""

import pytest

from diemcau.newsroom.importing.seams import begins_word, is_seam


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("In trang", "Thứ Năm"),
        ("16:10", "A-"),
        ("2022", "Chúng tôi"),
        ("HOÀNG TÙNG", "TIỆN ÍCH"),
        ("TIN", "QR CODE"),
    ],
)
def test_glued_words_part(left: str, right: str) -> None:
    assert is_seam(left + right, len(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [("tr", "ang"), ("TR", "ANG"), ("Hải ", "Phòng"), ("", "Tin"), ("NGHI", "ÊNG"), ("A", "B")],
)
def test_words_stay_whole(left: str, right: str) -> None:
    assert not is_seam(left + right, len(left))


def test_word_begins_behind_signs_and_seams() -> None:
    text = "Hoàng Tùng.TinA"
    assert [place for place in range(len(text)) if begins_word(text, place)] == [0, 6, 11, 14]
