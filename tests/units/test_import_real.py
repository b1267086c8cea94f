"""The two lists of the nation, and what became of the units between them."""

from datetime import date, timedelta

import pytest

from diemcau.units import api
from tests.units.conftest import LISTS

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


@pytest.fixture
def nation(db):
    result = api.import_units(LISTS / "units-2024.csv", actor="test", root="Trung ương")
    assert (result.created, result.faults) == (10_811, [])


def test_the_list_of_2024(nation):
    assert api.as_of().count_by_level() == {
        "central": 1,
        "province": 63,
        "district": 696,
        "commune": 10_051,
    }
    again = api.import_units(LISTS / "units-2024.csv", actor="test")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 10_810)
    assert api.search("hoa binh")[0].code == "P17"
    assert [node.code for node in api.search("Đà Nẵng", limit=1)] == ["P48"]


def test_the_list_of_2025_over_that_of_2024(nation):
    before = api.as_of(DAY - timedelta(days=1))
    mergers = LISTS / "province-mergers-2025.csv"
    result = api.import_units(LISTS / "units-2025.csv", actor="test", on=DAY, mergers=mergers)
    after = api.as_of(DAY)
    assert result.faults == []
    assert after.count_by_level() == {"central": 1, "province": 34, "commune": 3321}
    assert result.created + result.unchanged + (result.updated - result.closed) == 3355
    assert len(before) - result.closed + result.created == len(after) == 3356
    assert len(api.as_of(DAY - timedelta(days=1))) == 10_811
    continued = [node for node in after.of_level("province") if node.id in before]
    # Yên Bái's code of 2024 is Lào Cai's of 2025, and so on: those are not continued.
    assert {"P01", "P24", "P96"} & {node.code for node in continued} == {"P01", "P96"}
    again = api.import_units(LISTS / "units-2025.csv", actor="test", on=DAY, mergers=mergers)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3355)


def test_known_mergers_are_told_and_nothing_else_is_guessed(nation):
    old = api.as_of(DAY - timedelta(days=1))
    mergers = LISTS / "province-mergers-2025.csv"
    api.import_units(LISTS / "units-2025.csv", actor="test", on=DAY, mergers=mergers)
    tree = api.as_of(DAY)
    lao_cai = api.history(tree.by_code("P15").id)[0]
    assert {other.code for other in lao_cai.others} == {"P10", "P15"}
    da_nang = api.history(tree.by_code("P48").id)
    assert [other.name for other in da_nang[-1].others] == ["Tỉnh Quảng Nam"]
    district = api.history(old.of_level("district")[0].id)[-1]
    assert (district.action, district.unknown) == ("closed", True)
    new = next(node for node in tree.of_level("commune") if node.id not in old)
    assert api.history(new.id)[0].unknown
