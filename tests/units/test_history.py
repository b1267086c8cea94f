from datetime import date

import pytest

from diemcau.units import api
from diemcau.units.api import Lineage, NewUnit, UnitNotFound
from tests.units.conftest import FIRST_DAY

pytestmark = pytest.mark.django_db
DAY = date(2021, 7, 1)


def _told(unit_id):
    return [(entry.on, entry.action, entry.before, entry.after) for entry in api.history(unit_id)]


def test_history_tells_names_codes_and_places_in_order(tree):
    api.move(actor="a", unit_id=tree["D1"], parent_id=tree["P2"], on=date(2022, 1, 1))
    api.rename(
        actor="a", unit_id=tree["D1"], name="Thị xã Mai Châu", code="D8", on=date(2023, 1, 1), basis="QĐ 1"
    )
    api.rename(actor="a", unit_id=tree["P2"], name="Hải Phòng", on=date(2022, 6, 1))
    assert _told(tree["D1"]) == [
        (FIRST_DAY, "founded", "", "Huyện Mai Châu"),
        (date(2022, 1, 1), "moved", "Tỉnh Hoà Bình", "Thành phố Hải Phòng"),
        (date(2023, 1, 1), "renamed", "Huyện Mai Châu", "Thị xã Mai Châu"),
        (date(2023, 1, 1), "recoded", "D1", "D8"),
    ]
    assert api.history(tree["D1"])[-1].basis == "QĐ 1"


def test_history_of_a_merger_names_both_sides(tree):
    new = api.merge(
        actor="a", unit_ids=[tree["D1"], tree["D2"]], into=NewUnit(name="Huyện Mới", code="D5"), on=DAY
    )
    (founded,) = api.history(new.id)
    assert [other.name for other in founded.others] == ["Huyện Mai Châu", "Huyện Đà Bắc"]
    ended = api.history(tree["D1"])[-1]
    assert (ended.action, [other.id for other in ended.others]) == ("merged", [new.id])


def test_history_of_a_unit_that_took_up_another(tree):
    api.merge(actor="a", unit_ids=[tree["D1"]], into=tree["D2"], on=DAY)
    entry = api.history(tree["D2"])[-1]
    assert (entry.on, entry.action, [other.id for other in entry.others]) == (DAY, "joined", [tree["D1"]])


def test_history_of_splits(tree):
    (part,) = api.split(actor="a", unit_id=tree["D1"], parts=[NewUnit(name="A", code="A")], keep=True, on=DAY)
    assert api.history(tree["D1"])[-1].action == "gave"
    assert [other.id for other in api.history(part.id)[0].others] == [tree["D1"]]
    parts = [NewUnit(name="B", code="B"), NewUnit(name="C", code="C")]
    api.split(actor="a", unit_id=tree["D2"], parts=parts, on=DAY)
    ended = api.history(tree["D2"])[-1]
    assert (ended.action, [other.name for other in ended.others]) == ("split", ["B", "C"])


@pytest.mark.parametrize(("successors", "fate"), [(None, Lineage.UNKNOWN), ([], Lineage.NONE)])
def test_history_says_what_is_not_known(tree, successors, fate):
    api.close(actor="a", unit_id=tree["W1"], on=DAY, successors=successors)
    ended = api.history(tree["W1"])[-1]
    assert (ended.lineage, ended.unknown) == (fate, fate == Lineage.UNKNOWN)


def test_history_asks_a_fixed_number_of_queries(tree, django_assert_num_queries):
    for year in range(2021, 2029):
        api.rename(actor="a", unit_id=tree["D1"], name=f"Huyện {year}", on=date(year, 1, 1))
    with django_assert_num_queries(4):
        api.history(tree["D1"])


def test_get_unit_without_a_day_knows_closed_and_coming_units(tree):
    api.close(actor="a", unit_id=tree["W1"], on=DAY)
    assert api.get_unit(tree["W1"]).valid_to == DAY
    with pytest.raises(UnitNotFound):
        api.get_unit(tree["W1"], DAY)
    coming = api.found(
        actor="a", name="Huyện Sau", code="D6", level="district", parent_id=tree["P1"], on=date(2999, 1, 1)
    )
    assert api.get_unit(coming.id).name == "Huyện Sau"
    with pytest.raises(UnitNotFound):
        api.get_unit(10**9)
    with pytest.raises(UnitNotFound):
        api.history(10**9)
