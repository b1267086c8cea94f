from hypothesis import given
from hypothesis import strategies as st

from diemcau.core.text import fold
from diemcau.units.names import TYPE_WORDS, bare, same_unit


def test_bare_drops_the_type_word():
    assert bare("thanh pho hue") == "hue"
    assert bare("thi xa phu tho") == "phu tho"
    assert bare("xa phuong") == "phuong"
    assert bare("quang ninh") == "quang ninh"
    assert bare("xa") == "xa"


def test_same_unit_ignores_type_word_accents_and_tone_habit():
    assert same_unit("Tỉnh Hoà Bình", "Hòa Bình")
    assert same_unit("Thị xã Phú Thọ", "Thành phố Phú Thọ")
    assert not same_unit("Tỉnh Yên Bái", "Lào Cai")


@given(st.sampled_from(TYPE_WORDS), st.text("abđôạ ", min_size=1).map(fold).filter(bool))
def test_bare_of_a_typed_name_is_the_name(word, name):
    assert bare(f"{word} {name}") == name
