"""Vietnamese text: folding, cleaning, sorting."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.core.text import clean, fold, sort_key

# Letters in dictionary order, each with its tones in the order of CLDR's root for vi.
_VOWELS = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
]
vietnamese = st.text("".join(_VOWELS) + "bcdđghklmnpqrstvx -0123456789", max_size=30)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("Tỉnh Đắk Lắk", "tinh dak lak"),
        ("  THÀNH   PHỐ\u00a0Huế ", "thanh pho hue"),
        ("Đ đ Ð", "d d ð"),
        ("Ngũ Uý Ươ", "ngu uy uo"),
        ("Hà\u200bNội\ufeff", "hanoi"),
        ("120 m² và CO₂", "120 m2 va co2"),
        ("", ""),
    ],
)
def test_fold_gives_what_people_type(written, typed):
    assert fold(written) == typed


@given(vietnamese)
def test_fold_is_the_same_for_nfc_nfd_and_upper_case(text):
    forms = {text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text), text.upper()}
    assert len({fold(form) for form in forms}) == 1


@given(st.text(max_size=40))
def test_fold_and_clean_applied_twice_change_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


@given(vietnamese)
def test_fold_of_vietnamese_is_ascii(text):
    assert fold(text).isascii()


def test_clean_joins_decomposed_letters_and_drops_the_invisible():
    assert clean("\ufeff Ha\u0300  No\u0323\u0302i\u200b\n") == "Hà Nội"


def test_sort_key_orders_letters_before_tones():
    words = ["da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư"]
    backwards = words[::-1]
    assert sorted(backwards, key=sort_key) == words
    assert sorted(["má", "mă", "mạ", "ma", "mâ", "mà"], key=sort_key) == ["ma", "mà", "má", "mạ", "mă", "mâ"]


@pytest.mark.parametrize("vowel", _VOWELS)
def test_sort_key_orders_tones(vowel):
    assert sorted(sorted(vowel), key=sort_key) == list(vowel)


def test_sort_key_weighs_tones_only_after_all_letters():
    assert sorted(["Hòa Lư", "Hoa Lư", "Hòa Bình"], key=sort_key) == ["Hòa Bình", "Hoa Lư", "Hòa Lư"]


def test_sort_key_does_not_care_where_the_tone_is_written():
    assert sort_key("Hoà Bình") == sort_key("Hòa Bình")
    assert sort_key("Thuý") == sort_key("Thúy")
    assert sorted(["Hoá", "Hòa", "Hoà", "Hoả"], key=sort_key) == ["Hòa", "Hoà", "Hoả", "Hoá"]


def test_sort_key_puts_the_shorter_word_first():
    assert sorted(["Anh Đào", "An Giang", "Anh", "An"], key=sort_key) == ["An", "An Giang", "Anh", "Anh Đào"]


def test_sort_key_orders_numbers_by_value():
    words = ["Quận 1", "Quận 2", "Quận 10", "Quận 12", "Quận Ba Đình"]
    backwards = words[::-1]
    assert sorted(backwards, key=sort_key) == words


@given(vietnamese)
def test_sort_key_is_the_same_for_nfc_nfd_and_upper_case(text):
    forms = {unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text), text.upper()}
    assert len({sort_key(form) for form in forms}) == 1


@given(st.lists(st.text(max_size=12), max_size=5))
def test_sort_key_can_compare_any_texts(texts):
    keys = sorted(sort_key(text) for text in texts)
    assert all(-0x110000 <= rank < 256 for letters, _tones in keys for rank in letters)
