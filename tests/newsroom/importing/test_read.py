"""Encodings: recognised by the words that come out, or refused."""

import unicodedata

import pytest

from diemcau.newsroom.importing.legacy import _FROM_TCVN3
from diemcau.newsroom.importing.read import Unreadable, decode, mend

TEXT = "Hội nghị tập huấn về giáo dục, người dự đông đủ. Đại biểu nêu những khó khăn ở cơ sở."
TCVN3 = bytes({char: byte for byte, char in _FROM_TCVN3.items()}.get(char) or ord(char) for char in TEXT)
VNI = (
    "Hoäi nghò taäp huaán veà giaùo duïc, ngöôøi döï ñoâng ñuû. Ñaïi bieåu neâu nhöõng khoù khaên ôû cô sôû."
)


def _windows_1258(text: str) -> bytes:
    """Write as Windows-1258 does: letters with their own place, tones behind them."""
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", parts.replace(tone, ""))
            out += letter.encode("cp1258") + tone.encode("cp1258")
    return out


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        _windows_1258(TEXT),
        TCVN3,
        VNI.encode("cp1252"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "windows-1258", "tcvn3", "vni"],
)
def test_encoding_is_recognised(data: bytes) -> None:
    assert decode(data) == TEXT


def test_decomposed_letters_are_put_together() -> None:
    assert decode(unicodedata.normalize("NFD", TEXT).encode()) == TEXT


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", TEXT.encode()[:-40] + b"\xff\xc3\x28 " + TEXT.encode(), b"\x89PNG\r\n\0\0IHDR" * 9, b"H\xe1\xbb"],
    ids=["empty", "blank", "damaged", "picture", "cut"],
)  # fmt: skip
def test_what_cannot_be_known_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)


def test_damage_is_told_with_its_line() -> None:
    with pytest.raises(Unreadable, match="3"):
        decode("Dòng một\nDòng hai\n".encode() + b"D\xc3 ng \xe1\xbb ba")


def test_text_saved_as_other_letters_is_mended() -> None:
    assert mend(TCVN3.decode("latin-1")) == TEXT
    assert mend(VNI) == TEXT
    assert mend(TEXT.encode().decode("latin-1")) == TEXT
    assert mend(TEXT) == TEXT
    assert (
        mend("À la recherche du café à Genève, près du théâtre.")
        == "À la recherche du café à Genève, près du théâtre."
    )


def test_text_of_letters_that_no_older_encoding_has_is_left_alone() -> None:
    assert mend("Mốc số một, mốc số bốn → 12") == "Mốc số một, mốc số bốn → 12"
    assert mend("Xứ Xzẩq, xzẩqr, xzẩqt") == "Xứ Xzẩq, xzẩqr, xzẩqt"
