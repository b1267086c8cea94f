from datetime import date, timedelta

import pytest

from diemcau.core.errors import Invalid
from diemcau.units import api
from diemcau.units.api import ChangeRefused, NewUnit, UnitNotFound
from diemcau.units.models import UnitChange, UnitVersion
from tests.units.conftest import FIRST_DAY, founded

pytestmark = pytest.mark.django_db
DAY = date(2021, 7, 1)
BEFORE = DAY - timedelta(days=1)


def _found(tree, **changes):
    options = {
        "actor": "a",
        "name": "X",
        "code": "X1",
        "level": "district",
        "parent_id": tree["P1"],
        "on": DAY,
    }
    return api.found(**options | changes)


def test_found_places_a_unit_from_its_day_on(tree):
    node = _found(tree, name="  Huyện   Tân Lạc ", code=" D3 ")
    assert (node.name, node.code, node.valid_from, node.valid_to) == ("Huyện Tân Lạc", "D3", DAY, None)
    assert node.id in api.as_of(DAY)
    assert node.id not in api.as_of(BEFORE)


def test_found_refuses_what_cannot_be_used(tree):
    for changes in ({"name": " "}, {"code": ""}, {"level": "ward"}, {"actor": " "}, {"name": "x" * 201}):
        with pytest.raises(Invalid):
            _found(tree, **changes)


def test_found_refuses_a_code_that_is_taken(tree):
    with pytest.raises(ChangeRefused, match="P1"):
        _found(tree, code="P1")


def test_found_refuses_a_code_that_is_taken_later(tree):
    founded("Huyện Muộn", "D9", "district", tree["P1"], on=date(2030, 1, 1))
    with pytest.raises(ChangeRefused):
        _found(tree, code="D9")


def test_found_takes_a_code_that_is_free_again(tree):
    api.close(actor="a", unit_id=tree["D2"], on=DAY, successors=())
    node = _found(tree, code="D2")
    assert api.find_by_code("D2", BEFORE).id == tree["D2"]
    assert api.find_by_code("D2", DAY).id == node.id


@pytest.mark.parametrize(
    ("level", "above"),
    [
        ("province", "P1"),
        ("province", "D1"),
        ("district", "W1"),
        ("district", "TW"),
        ("commune", "TW"),
        ("commune", "B1"),
        ("district", "B1"),
        ("central", "TW"),
        ("district", None),
        ("commune", None),
        ("centre", None),
        ("central", None),
    ],
)
def test_found_refuses_a_level_out_of_order(tree, level, above):
    with pytest.raises(ChangeRefused):
        _found(tree, level=level, parent_id=above and tree[above])


@pytest.mark.parametrize("above", ["TW", "P1", "D1", "W1", "B1", "B2"])
def test_found_places_a_body_under_any_unit(tree, above):
    assert _found(tree, level="body", parent_id=tree[above]).parent_id == tree[above]


def test_found_refuses_a_parent_that_is_not_there(tree):
    with pytest.raises(UnitNotFound):
        _found(tree, parent_id=10**9)
    with pytest.raises(ChangeRefused):
        _found(tree, on=FIRST_DAY - timedelta(days=1))
    api.close(actor="a", unit_id=tree["P2"], on=date(2030, 1, 1), successors=())
    with pytest.raises(ChangeRefused):
        _found(tree, parent_id=tree["P2"])


def test_rename_keeps_the_identity(tree):
    api.rename(actor="a", unit_id=tree["D1"], name="Thị xã Mai Châu", code="D8", on=DAY)
    assert api.find_by_code("D8").id == tree["D1"]
    assert api.as_of(BEFORE).get(tree["D1"]).name == "Huyện Mai Châu"
    assert [node.code for node in api.as_of(DAY).children(tree["D1"])] == ["W1", "W2"]


def test_rename_refuses_what_changes_nothing_and_a_taken_code(tree):
    with pytest.raises(Invalid):
        api.rename(actor="a", unit_id=tree["D1"], name="Huyện Mai Châu", on=DAY)
    with pytest.raises(ChangeRefused):
        api.rename(actor="a", unit_id=tree["D1"], code="D2", on=DAY)
    with pytest.raises(UnitNotFound):
        api.rename(actor="a", unit_id=10**9, name="X", on=DAY)


def test_history_is_only_written_forward(tree):
    api.rename(actor="a", unit_id=tree["D1"], name="Thị xã Mai Châu", on=DAY)
    with pytest.raises(ChangeRefused, match="2021"):
        api.rename(actor="a", unit_id=tree["D1"], name="X", on=BEFORE)


def test_two_changes_of_one_day_leave_the_last(tree):
    api.rename(actor="a", unit_id=tree["D1"], name="Sai", on=DAY)
    api.rename(actor="a", unit_id=tree["D1"], name="Đúng", on=DAY)
    assert api.as_of(DAY).get(tree["D1"]).name == "Đúng"


def test_a_refused_change_leaves_no_trace(tree):
    before = UnitChange.objects.count(), UnitVersion.objects.count()
    with pytest.raises(ChangeRefused):
        api.merge(actor="a", unit_ids=[tree["D1"], tree["D2"]], into=NewUnit(name="X", code="P1"), on=DAY)
    assert (UnitChange.objects.count(), UnitVersion.objects.count()) == before


def test_move_takes_the_branch_along(tree):
    api.move(actor="a", unit_id=tree["D1"], parent_id=tree["P2"], on=DAY)
    assert api.in_branch(tree["W1"], tree["P2"], DAY)
    assert not api.in_branch(tree["W1"], tree["P2"], BEFORE)
    assert api.in_branch(tree["W1"], tree["P1"], BEFORE)


def test_move_refuses_cycles_and_wrong_levels(tree):
    with pytest.raises(ChangeRefused):
        api.move(actor="a", unit_id=tree["B1"], parent_id=tree["B2"], on=DAY)
    with pytest.raises(ChangeRefused):
        api.move(actor="a", unit_id=tree["B1"], parent_id=tree["B1"], on=DAY)
    with pytest.raises(ChangeRefused):
        api.move(actor="a", unit_id=tree["D1"], parent_id=tree["D2"], on=DAY)
    with pytest.raises(Invalid):
        api.move(actor="a", unit_id=tree["D1"], parent_id=tree["P1"], on=DAY)


def test_move_refuses_a_cycle_that_would_come_later(tree):
    third = founded("Phòng", "B3", "body", tree["TW"])
    api.move(actor="a", unit_id=third, parent_id=tree["B2"], on=date(2030, 1, 1))
    with pytest.raises(ChangeRefused):
        api.move(actor="a", unit_id=tree["B1"], parent_id=third, on=DAY)


def test_merge_into_a_new_unit_hands_over_what_is_below(tree):
    new = NewUnit(name="Huyện Mai Đà", code="D1")
    node = api.merge(actor="a", unit_ids=[tree["D1"], tree["D2"]], into=new, on=DAY)
    assert node.parent_id == tree["P1"]
    assert {tree["D1"], tree["D2"]}.isdisjoint(api.as_of(DAY).nodes)
    assert [below.code for below in api.as_of(DAY).children(node.id)] == ["W1", "W2"]
    assert api.as_of(BEFORE).get(tree["W1"]).parent_id == tree["D1"]


def test_merge_into_a_unit_that_goes_on(tree):
    node = api.merge(actor="a", unit_ids=[tree["D1"], tree["D2"]], into=tree["D2"], on=DAY)
    assert node.id == tree["D2"]
    assert tree["D1"] not in api.as_of(DAY)
    assert api.in_branch(tree["W1"], tree["D2"], DAY)


def test_merge_refuses_one_unit_and_different_levels(tree):
    with pytest.raises(Invalid):
        api.merge(actor="a", unit_ids=[tree["D1"]], into=NewUnit(name="X", code="X"), on=DAY)
    with pytest.raises(Invalid):
        api.merge(actor="a", unit_ids=[tree["D1"], tree["D1"]], into=tree["D1"], on=DAY)
    with pytest.raises(ChangeRefused):
        api.merge(actor="a", unit_ids=[tree["D1"], tree["W1"]], into=tree["D1"], on=DAY)


def test_split_ends_the_unit_and_gives_what_is_below_to_the_heir(tree):
    parts = [NewUnit(name="Huyện A", code="D1"), NewUnit(name="Huyện B", code="D4")]
    first, second = api.split(actor="a", unit_id=tree["D1"], parts=parts, heir=1, on=DAY)
    assert tree["D1"] not in api.as_of(DAY)
    assert api.as_of(DAY).children(first.id) == []
    assert [node.code for node in api.as_of(DAY).children(second.id)] == ["W1", "W2"]
    api.move(actor="a", unit_id=tree["W1"], parent_id=first.id, on=DAY)
    assert [node.code for node in api.as_of(DAY).children(first.id)] == ["W1"]


def test_split_can_leave_the_unit_in_being(tree):
    parts = [NewUnit(name="Huyện A", code="D4")]
    (part,) = api.split(actor="a", unit_id=tree["D1"], parts=parts, keep=True, on=DAY)
    assert api.as_of(DAY).get(part.id).parent_id == tree["P1"]
    assert [node.code for node in api.as_of(DAY).children(tree["D1"])] == ["W1", "W2"]
    with pytest.raises(Invalid):
        api.split(actor="a", unit_id=tree["D1"], parts=parts, on=DAY)


def test_close_ends_a_unit_on_its_day(tree):
    api.close(actor="a", unit_id=tree["W1"], on=DAY, successors=[tree["W2"]])
    assert tree["W1"] in api.as_of(BEFORE)
    assert tree["W1"] not in api.as_of(DAY)
    with pytest.raises(ChangeRefused):
        api.close(actor="a", unit_id=tree["W1"], on=DAY)


def test_close_refuses_a_unit_with_others_below_now_or_later(tree):
    with pytest.raises(ChangeRefused, match="2"):
        api.close(actor="a", unit_id=tree["D1"], on=DAY)
    founded("Xã Muộn", "W9", "commune", tree["D2"], on=date(2030, 1, 1))
    with pytest.raises(ChangeRefused):
        api.close(actor="a", unit_id=tree["D2"], on=DAY)


def test_every_command_tells_who_did_what(tree):
    told = []

    def listen(**kwargs):
        told.append((kwargs["actor"], kwargs["action"], kwargs["unit"].pk, kwargs["details"]["on"]))

    api.unit_changed.connect(listen)
    try:
        new = _found(tree, code="D7").id
        api.rename(actor="b", unit_id=new, name="Huyện Y", on=DAY)
        api.move(actor="c", unit_id=new, parent_id=tree["P2"], on=DAY)
        api.close(actor="d", unit_id=new, on=DAY)
        api.merge(actor="e", unit_ids=[tree["D1"], tree["D2"]], into=tree["D1"], on=DAY)
        api.split(actor="f", unit_id=tree["D1"], parts=[NewUnit(name="Z", code="Z")], keep=True, on=DAY)
    finally:
        api.unit_changed.disconnect(listen)
    acts = [
        ("a", "founded"),
        ("b", "renamed"),
        ("c", "moved"),
        ("d", "closed"),
        ("e", "merged"),
        ("f", "split"),
    ]
    assert [(actor, action) for actor, action, *_ in told] == acts
    assert [unit_id for *_, unit_id, _on in told] == [new] * 4 + [tree["D1"]] * 2
    assert {on for *_, on in told} == {"2021-07-01"}
