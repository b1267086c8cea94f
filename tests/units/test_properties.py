"""What must hold for any list and any chain of changes."""

import tempfile
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from diemcau.core.errors import DiemCauError
from diemcau.units import api
from diemcau.units.models import UnitVersion
from diemcau.units.rules import may_stand_alone, may_stand_under

START = date(2020, 1, 1)
LEVELS = ["central", "province", "district", "commune", "centre", "body"]
changes = st.lists(
    st.tuples(
        st.sampled_from(["found", "found", "rename", "move", "merge", "split", "close"]),
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from(LEVELS),
        st.sampled_from("ABCDEF"),
        st.integers(0, 12),
    ),
    max_size=25,
)


class _Diary:
    """Plays changes, and writes down what each did to each later day: the oracle for `as_of`."""

    def __init__(self) -> None:
        self.days = [START + timedelta(days=day) for day in range(14)]
        self.ids: list[int] = []
        self.state: dict[date, dict[int, tuple]] = {day: {} for day in self.days}

    def set(self, on, unit_id, **changed):
        for day in self.days:
            if day >= on:
                old = self.state[day].get(unit_id, {})
                self.state[day][unit_id] = old | changed

    def end(self, on, unit_id):
        for day in self.days:
            if day >= on:
                del self.state[day][unit_id]

    def hand_over(self, on, old_id, heir_id):
        below = [unit_id for unit_id, unit in self.state[on].items() if unit["parent"] == old_id]
        for unit_id in below:
            self.set(on, unit_id, parent=heir_id)

    def play(self, change):
        what, first, second, level, letter, offset = change
        on = START + timedelta(days=offset)
        one = self.ids[first % len(self.ids)] if self.ids else None
        two = self.ids[second % len(self.ids)] if self.ids else None
        if one is None and what != "found":
            return
        try:
            getattr(self, f"_{what}")(on, one, two, level, letter)
        except DiemCauError:
            return

    def _found(self, on, one, _two, level, letter):
        node = api.found(actor="t", name=letter, code=letter, level=level, parent_id=one, on=on)
        self._add(on, node)

    def _add(self, on, node):
        self.ids.append(node.id)
        self.set(on, node.id, code=node.code, name=node.name, level=node.level, parent=node.parent_id)

    def _rename(self, on, one, _two, _level, letter):
        api.rename(actor="t", unit_id=one, name=letter * 2, code=letter, on=on)
        self.set(on, one, name=letter * 2, code=letter)

    def _move(self, on, one, two, _level, _letter):
        api.move(actor="t", unit_id=one, parent_id=two, on=on)
        self.set(on, one, parent=two)

    def _merge(self, on, one, two, _level, _letter):
        api.merge(actor="t", unit_ids=[one, two], into=two, on=on)
        self.hand_over(on, one, two)
        self.end(on, one)

    def _split(self, on, one, _two, _level, letter):
        parts = [api.NewUnit(name=f"{letter}{n}", code=f"{letter}{n}") for n in (1, 2)]
        first, second = api.split(actor="t", unit_id=one, parts=parts, on=on)
        self._add(on, first)
        self._add(on, second)
        self.hand_over(on, one, first.id)
        self.end(on, one)

    def _close(self, on, one, _two, _level, _letter):
        api.close(actor="t", unit_id=one, on=on)
        self.end(on, one)


def _seen(tree):
    return {
        node.id: {"code": node.code, "name": node.name, "level": node.level, "parent": node.parent_id}
        for node in tree
    }


def _check_invariants(tree):
    codes = [node.code for node in tree]
    assert len(codes) == len(set(codes))
    for node in tree:
        if node.parent_id is None:
            assert may_stand_alone(node.level)
        else:
            assert may_stand_under(node.level, tree.get(node.parent_id).level)
        assert tree.path(node.id)[0].parent_id is None
    assert sum(len(tree.branch_ids(top.id)) for top in tree.roots) == len(tree)
    assert sum(node.level == "central" for node in tree) <= 1


class TestChanges(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(changes)
    def test_as_of_agrees_with_replaying_the_changes(self, chain):
        diary = _Diary()
        for change in chain:
            diary.play(change)
        for day in diary.days:
            tree = api.as_of(day)
            assert _seen(tree) == diary.state[day]
            _check_invariants(tree)
        for unit_id in diary.ids:
            versions = list(UnitVersion.objects.filter(unit_id=unit_id))
            for old, new in pairwise(versions):
                assert old.valid_to == new.valid_from
            api.history(unit_id)


names = st.text("abđÂôạ ĩX", min_size=1, max_size=8).map(str.strip).filter(bool)
provinces = st.dictionaries(st.sampled_from(["P1", "P2", "P3", "P4"]), names, min_size=1)
communes = st.dictionaries(
    st.sampled_from(["W1", "W2", "W3", "W4", "W5"]), st.tuples(st.integers(0, 3), names), max_size=5
)


def _csv(tops, below):
    rows = [f"{code},,province,{name}" for code, name in tops.items()]
    rows += [
        f"{code},{sorted(tops)[number % len(tops)]},commune,{name}" for code, (number, name) in below.items()
    ]
    return "\n".join(["code,parent_code,level,name", *rows])


class TestImports(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(provinces, communes), min_size=1, max_size=4))
    def test_an_import_makes_the_tree_of_the_list_and_repeats_without_change(self, lists):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.csv"
            for number, (tops, below) in enumerate(lists):
                day = START + timedelta(days=number // 2)
                low = below or {"W0": (0, "Xã cuối")}
                path.write_text(_csv(tops, low))
                first = api.import_units(path, actor="t", on=day)
                assert first.faults == []
                tree = api.as_of(day)
                _check_invariants(tree)
                assert {node.code for node in tree} == {*tops, *low}
                assert first.created + first.unchanged + first.updated - first.closed == len(tree)
                again = api.import_units(path, actor="t", on=day)
                assert (again.created, again.updated, again.unchanged) == (0, 0, len(tree))
