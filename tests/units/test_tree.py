from datetime import date, timedelta

import pytest

from diemcau.units import api
from tests.units.conftest import FIRST_DAY, founded

pytestmark = pytest.mark.django_db


def test_as_of_shows_names_levels_and_places(tree):
    today = api.as_of()
    district = today.get(tree["D1"])
    assert (district.name, district.level, district.code) == ("Huyện Mai Châu", "district", "D1")
    assert today.parent(tree["D1"]).id == tree["P1"]
    assert [node.code for node in today.children(tree["D1"])] == ["W1", "W2"]
    assert [node.code for node in today.path(tree["W1"])] == ["TW", "P1", "D1", "W1"]
    assert today.count_by_level() == {"central": 1, "province": 2, "district": 2, "commune": 2, "body": 2}


def test_as_of_is_empty_before_the_first_day(tree):
    assert len(api.as_of(FIRST_DAY - timedelta(days=1))) == 0
    assert len(api.as_of(FIRST_DAY)) == len(tree)


def test_children_stand_in_order_of_level_then_code(tree):
    assert [node.code for node in api.as_of().children(tree["TW"])] == ["P1", "P2", "B1"]


def test_branch_holds_the_unit_and_all_below(tree):
    assert set(api.branch_ids(tree["P1"])) == {tree[code] for code in ("P1", "D1", "D2", "W1", "W2")}
    assert api.branch_ids(tree["W1"]) == [tree["W1"]]
    assert api.branch_ids(10**9) == []


def test_ancestors_begin_with_the_unit_itself(tree):
    assert api.ancestor_ids(tree["W1"]) == [tree[code] for code in ("W1", "D1", "P1", "TW")]
    assert api.ancestor_ids(10**9) == []


def test_in_branch_says_no_for_the_neighbour(tree):
    assert api.in_branch(tree["W1"], tree["P1"])
    assert api.in_branch(tree["P1"], tree["P1"])
    assert not api.in_branch(tree["P1"], tree["W1"])
    assert not api.in_branch(tree["W1"], tree["P2"])
    assert not api.in_branch(10**9, tree["P1"])


def test_root_is_the_central_unit(tree):
    assert api.root().id == tree["TW"]
    assert api.root(FIRST_DAY - timedelta(days=1)) is None


def test_find_by_code_knows_the_day(tree):
    assert api.find_by_code(" P1 ").id == tree["P1"]
    assert api.find_by_code("P1", FIRST_DAY - timedelta(days=1)) is None
    assert api.find_by_code("P9") is None


def test_as_of_asks_the_database_once_while_nothing_changes(tree, django_assert_num_queries):
    day = date(2021, 3, 4)
    with django_assert_num_queries(2):
        api.as_of(day)
    with django_assert_num_queries(1):
        assert api.in_branch(tree["W1"], tree["P1"], day)


def test_as_of_sees_a_change_at_once(tree):
    api.as_of()
    api.rename(actor="test", unit_id=tree["P1"], name="Tỉnh Phú Thọ", on=date(2021, 1, 1))
    assert api.as_of().get(tree["P1"]).name == "Tỉnh Phú Thọ"
    assert api.as_of(date(2020, 12, 31)).get(tree["P1"]).name == "Tỉnh Hoà Bình"


def test_a_receiver_of_the_signal_sees_the_new_tree(tree):
    seen = []

    def look(**_kwargs):
        seen.append(api.find_by_code("B9"))

    api.unit_changed.connect(look)
    try:
        unit_id = founded("Ban Tổ chức", "B9", "body", tree["TW"])
    finally:
        api.unit_changed.disconnect(look)
    assert [node.id for node in seen] == [unit_id]
    assert api.find_by_code("B9").id == unit_id


def test_a_tree_is_not_kept_after_its_change_was_rolled_back(tree):
    def fail(**_kwargs):
        api.as_of()
        raise RuntimeError

    api.unit_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            founded("Ban Tổ chức", "B9", "body", tree["TW"])
    finally:
        api.unit_changed.disconnect(fail)
    assert api.find_by_code("B9") is None
