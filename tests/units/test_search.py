import unicodedata
from datetime import date

import pytest

from diemcau.units import api

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "hoa binh",
        "Hòa Bình",
        "Hoà Bình",
        unicodedata.normalize("NFD", "Hoà Bình"),
        "HOA BINH",
        "tỉnh hòa bình",
        "binh",
        "  hoa   b",
        "p1",
        "bình hoà",
    ],
)
def test_search_finds_a_province(tree, typed):
    assert [node.id for node in api.search(typed)] == [tree["P1"]]


def test_search_puts_the_higher_level_first(tree):
    assert [node.code for node in api.search("mai chau")] == ["D1", "W2"]


def test_search_puts_whole_names_before_parts(tree):
    assert [node.code for node in api.search("châu")] == ["D1", "W1", "W2"]
    assert [node.code for node in api.search("thi tran mai chau")] == ["W2"]


def test_search_matches_only_beginnings_of_words(tree):
    assert api.search("inh") == []


def test_search_of_nothing_finds_nothing(tree):
    assert api.search("  ") == []
    assert api.search("\u0301") == []


def test_search_stops_at_the_limit(tree):
    assert len(api.search("chau", limit=2)) == 2


def test_search_looks_at_the_day(tree):
    api.rename(actor="test", unit_id=tree["P1"], name="Tỉnh Phú Thọ", on=date(2021, 1, 1))
    assert api.search("hoa binh") == []
    assert [node.id for node in api.search("hoa binh", date(2020, 6, 1))] == [tree["P1"]]
