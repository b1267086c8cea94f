import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.newsroom.reading.highlight import excerpt, marked, shadow_of
from diemcau.newsroom.reading.words import Asked, asked_of, search_words

_TEXTS = st.text(
    st.sampled_from(
        "aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠỂỘỮĐđ \u0301\u0303\u0309\u0323\u031b\u0302\u00ad\u200b<>&\"'.,-–_ß2ﬁ\n"
    ),
    max_size=120,
)


def _asked(text: str) -> Asked:
    found = asked_of(text)
    assert found is not None
    return found


def _marks(html: str) -> list[str]:
    return [unescape(mark) for mark in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Biển đảo quê hương", "bien", "<mark>Biển</mark> đảo quê hương"),
        ("Biển đảo quê hương", "dao", "Biển <mark>đảo</mark> quê hương"),
        ("Biển đảo quê hương", "ĐẢO", "Biển <mark>đảo</mark> quê hương"),
        ("Biển đảo quê hương", '"que huong"', "Biển đảo <mark>quê hương</mark>"),
        ("Biển đảo quê hương", '"que bien"', "Biển đảo quê hương"),
        ("Nghiên cứu", "nghi", "<mark>Nghiên</mark> cứu"),
        ("Nghiên cứu nghị", '"nghi"', "Nghiên cứu <mark>nghị</mark>"),
        ("A <b>& đảo</b>", "dao", "A &lt;b&gt;&amp; <mark>đảo</mark>&lt;/b&gt;"),
        ("Ngày 28/04/2022", "28/04", "Ngày <mark>28</mark>/<mark>04</mark>/2022"),
    ],
)
def test_marked_shows_hits_in_the_original_letters(text: str, query: str, html: str) -> None:
    assert marked(text, _asked(query)) == html


def test_marked_keeps_decomposed_accents_within_the_mark() -> None:
    text = unicodedata.normalize("NFD", "Đường tới đảo")
    assert _marks(marked(text, _asked("đường"))) == [unicodedata.normalize("NFD", "Đường")]


def test_excerpt_shows_the_hit_far_in_the_text_and_cuts_no_word() -> None:
    text = "mở đầu " * 100 + "Trường Sa thân yêu " + "kết thúc " * 100
    shown = excerpt(text, _asked('"truong sa"'))
    assert "<mark>Trường Sa</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert set(re.sub(r"</?mark>|…", "", shown).split()) <= set(text.split())
    assert len(shown) < 320


def test_excerpt_without_a_hit_is_the_beginning() -> None:
    assert excerpt("Một đoạn dẫn.", _asked("khác")) == "Một đoạn dẫn."
    assert excerpt("", _asked("khác")) == ""


@given(_TEXTS)
def test_words_are_those_of_the_index(text: str) -> None:
    assert " ".join(shadow_of(text)[0].split()) == search_words(text)


@given(_TEXTS, _TEXTS)
def test_marked_without_marks_is_the_text_and_marks_fold_to_what_was_asked(text: str, query: str) -> None:
    asked = asked_of(query)
    if asked is None:
        return
    html = marked(text, asked)
    assert unescape(re.sub(r"</?mark>", "", html)) == text
    for mark in _marks(html):
        folded = search_words(mark).split()
        assert any(word in asked.words or word.startswith(asked.words[-1]) for word in folded)


@given(_TEXTS, _TEXTS)
def test_excerpt_is_made_of_pieces_of_the_text(text: str, query: str) -> None:
    asked = asked_of(query)
    if asked is None:
        return
    spaced = " ".join(text.split())
    plain = unescape(re.sub(r"</?mark>", "", excerpt(text, asked, characters=30)))
    pieces = plain.removeprefix("… ").removesuffix(" …").split(" … ")
    assert all(piece in spaced for piece in pieces)
