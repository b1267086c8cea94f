"""Reading a list: what is accepted, and each fault with its line."""

import re
import unicodedata
from datetime import date, timedelta

import pytest
from django.utils import translation

from diemcau.units import api
from diemcau.units.models import TreeMark, Unit, UnitChange, UnitVersion

pytestmark = pytest.mark.django_db
HEADER = "code,parent_code,level,name\n"
GOOD = HEADER + "P1,,province,Tỉnh Hoà Bình\nD1,P1,district,Huyện Mai Châu\nW1,D1,commune,Xã Chiềng Châu\n"
DAY = date(2025, 7, 1)


def _faults(result) -> list[tuple[int, str]]:
    assert UnitVersion.objects.count() == Unit.objects.count() == UnitChange.objects.count() == 0
    assert (result.created, result.updated, result.unchanged) == (0, 0, 0)
    return [(fault.line, fault.fault) for fault in result.faults]


def test_import_writes_a_list(import_text):
    result = import_text(GOOD)
    assert (result.created, result.updated, result.unchanged, result.faults) == (3, 0, 0, [])
    tree = api.as_of()
    assert [node.name for node in tree.path(tree.by_code("W1").id)] == [
        "Tỉnh Hoà Bình",
        "Huyện Mai Châu",
        "Xã Chiềng Châu",
    ]


def test_import_takes_children_before_their_parents(import_text):
    lines = GOOD.splitlines(keepends=True)
    assert import_text(lines[0] + "".join(reversed(lines[1:]))).created == 3


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        unicodedata.normalize("NFD", GOOD),
        re.sub(r"(,|\n)", r" \1 ", GOOD),
        GOOD.replace("\n", "\n\n"),
        GOOD.removesuffix("\n"),
        HEADER.replace("code,", "CODE ,", 1) + GOOD.removeprefix(HEADER).replace("province", "Province"),
        re.sub(r"^(.*?),(.*?),(.*?),(.*)$", r"\4,\3,\1,\2,note", GOOD, flags=re.MULTILINE),
        re.sub(r"([^,\n]+)", r'"\1"', GOOD),
    ],
    ids=[
        "bom",
        "crlf",
        "nfd",
        "spaces",
        "blank-lines",
        "no-last-newline",
        "case",
        "order-and-more",
        "quotes",
    ],
)
def test_import_accepts_what_programs_write(import_text, content):
    import_text(GOOD)
    again = import_text(content, on=DAY)
    assert (again.created, again.updated, again.unchanged, again.faults) == (0, 0, 3, [])


@pytest.mark.parametrize(
    ("rows", "lines", "says"),
    [
        ("P1,,province,A\nD1,P9,district,B\n", [3], "P9"),
        ("P1,,province,A\nP1,,province,B\n", [3], "P1"),
        (",,province,A\n", [2], "code is empty"),
        ("P1,,,A\n", [2], "level is empty"),
        ("P1,,province, \n", [2], "name is empty"),
        ("P1,,ward,A\n", [2], "ward"),
        ("P1,,province,A\nP2,P1,province,B\n", [3], "cannot stand under"),
        ("P1,,province,A\nW1,P1,commune,B\nD1,W1,district,C\n", [4], "cannot stand under"),
        ("D1,,district,A\n", [2], "needs the code"),
        ("P1,,province,A\n\nD1,P1,district\n", [4], "3 columns instead of 4"),
        ("P1,,province,A,B\n", [2], "5 columns instead of 4"),
        ("B1,B2,body,A\nB2,B1,body,B\nP1,,province,C\n", [2, 3], "lead back"),
        ("B1,B1,body,A\n", [2], "lead back"),
        ("D1,D2,district,A\nD2,D1,district,B\n", [2, 3], "lead back"),
        ("C1,,central,A\nC2,,central,B\n", [3], "central unit already"),
        (f"{'x' * 41},,province,A\n", [2], "longer than 40"),
        (f"P1,,province,{'x' * 201}\n", [2], "longer than 200"),
        ("P1,,province,A\nP2,,province,B\0\n", [3], "NUL"),
        ('P1,,province,A\nP2,,province,"B\n', [3], "not valid CSV"),
        ("", [1], "only a header"),
    ],
)
def test_import_refuses_bad_rows_with_their_lines(import_text, rows, lines, says):
    with translation.override("en"):
        faults = _faults(import_text(HEADER + rows))
    assert [line for line, _fault in faults] == lines
    assert all(says in fault for _line, fault in faults)


def test_import_tells_all_faults_at_once(import_text):
    rows = "P1,,province,A\n,,province,B\nD1,P9,district,C\nD1,P1,huyện,\nW1,P1\nD2,P1,province,E\n"
    lines = [fault.line for fault in import_text(HEADER + rows).faults]
    assert lines == [3, 4, 5, 5, 6, 7]


def test_import_refuses_a_missing_column_in_line_one(import_text):
    with translation.override("en"):
        faults = _faults(import_text("code,parent,level\nP1,,province\n"))
    assert [line for line, _fault in faults] == [1, 1]
    assert "parent_code" in faults[0][1]
    assert "name" in faults[1][1]


def test_import_refuses_a_column_that_stands_twice(import_text):
    assert [line for line, _f in _faults(import_text("code,parent_code,level,name,name\n"))] == [1]


def test_import_refuses_an_empty_file(import_text):
    assert [line for line, _f in _faults(import_text(""))] == [1]


@pytest.mark.parametrize(
    ("content", "line"),
    [(GOOD.replace("Xã", "X\xe3").encode("cp1258", "ignore"), 2), (GOOD.encode("utf-16"), 1)],
)
def test_import_refuses_another_encoding_at_its_first_line(import_text, content, line):
    with translation.override("en"):
        faults = _faults(import_text(content))
    assert faults == [(line, "This is not UTF-8 text. Save the list as “CSV UTF-8”.")]


def test_import_refuses_a_file_that_cannot_be_read(tmp_path):
    assert [line for line, _f in _faults(api.import_units(tmp_path / "none.csv", actor="test"))] == [0]
    assert [line for line, _f in _faults(api.import_units(tmp_path, actor="test"))] == [0]


def test_import_speaks_vietnamese(import_text):
    with translation.override("vi"):
        ((_line, fault),) = _faults(import_text(HEADER + ",,province,A\n"))
    assert fault == "Mã đơn vị để trống."


def test_dry_run_counts_and_writes_nothing(import_text):
    assert import_text(GOOD, root="Trung ương", dry_run=True).created == 4
    assert UnitVersion.objects.count() == TreeMark.objects.count() == 0


def test_a_crash_in_the_middle_writes_nothing(import_text):
    def crash(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_text(GOOD, progress=crash)
    assert UnitVersion.objects.count() == Unit.objects.count() == UnitChange.objects.count() == 0
    assert len(api.as_of()) == 0


def test_the_same_list_again_changes_nothing(import_text):
    import_text(GOOD, root="Trung ương")
    mark = TreeMark.objects.get().mark
    for options in ({}, {"root": "Trung ương"}, {"on": DAY}):
        again = import_text(GOOD, **options)
        assert (again.created, again.updated, again.faults) == (0, 0, [])
    assert UnitChange.objects.count() == 1
    assert TreeMark.objects.get().mark == mark


def test_root_stands_above_the_units_without_a_parent(import_text):
    assert import_text(GOOD + "B1,,body,Bộ Y tế\n", root=" Trung  ương ").created == 5
    tree = api.as_of()
    assert (tree.root.name, tree.root.level) == ("Trung ương", "central")
    assert [node.code for node in tree.children(tree.root.id)] == ["P1", "B1"]


def test_root_can_be_added_and_renamed_later(import_text):
    import_text(GOOD)
    assert import_text(GOOD, root="Trung ương").updated == 1
    assert [node.code for node in api.as_of().children(api.root().id)] == ["P1"]
    result = import_text(GOOD, root="Ban Tuyên giáo Trung ương")
    assert (result.created, result.updated, api.root().name) == (0, 1, "Ban Tuyên giáo Trung ương")


def test_root_is_refused_beside_a_central_row_and_its_code(import_text):
    assert [f.line for f in import_text(HEADER + "C,,central,A\n", root="B").faults] == [2]
    assert [f.line for f in import_text(HEADER + "TW,,province,A\n", root="B").faults] == [2]


def test_a_central_row_stands_above_the_units_without_a_parent(import_text):
    import_text(HEADER + "P1,,province,A\nC,,central,Trung ương\n")
    assert [node.code for node in api.as_of().children(api.root().id)] == ["P1"]


def test_a_later_list_continues_founds_and_closes(import_text):
    import_text(GOOD + "D2,P1,district,Huyện Đà Bắc\n", on=date(2024, 1, 1))
    old = {node.code: node.id for node in api.as_of(DAY)}
    later = HEADER + "P1,,province,Hòa Bình\nD1,P1,district,Huyện Khác\nW1,P1,commune,Phường Chiềng Châu\n"
    result = import_text(later, on=DAY)
    assert (result.created, result.updated, result.closed, result.unchanged) == (1, 4, 2, 0)
    tree = api.as_of(DAY)
    assert tree.by_code("P1").id == old["P1"]
    assert tree.by_code("W1").id == old["W1"]
    assert tree.by_code("D1").id != old["D1"]
    assert api.find_by_code("D2", DAY) is None
    assert api.as_of(DAY - timedelta(days=1)).by_code("P1").name == "Tỉnh Hoà Bình"
    assert api.history(tree.by_code("D1").id)[0].unknown
    assert [entry.action for entry in api.history(old["W1"])] == ["founded", "renamed", "moved"]


def test_codes_can_be_exchanged_in_one_list(import_text):
    import_text(HEADER + "P1,,province,A\nP2,,province,B\n", on=date(2024, 1, 1))
    result = import_text(HEADER + "P1,,province,B\nP2,,province,A\n", on=DAY)
    assert (result.created, result.closed) == (2, 2)


def test_a_list_is_silent_on_levels_below_its_own(import_text):
    import_text(GOOD, on=date(2024, 1, 1))
    result = import_text(HEADER + "P1,,province,Hoà Bình\nP2,,province,Mới\n", on=DAY)
    assert (result.created, result.updated, result.closed) == (1, 1, 0)
    assert len(api.as_of(DAY)) == 4


def test_a_list_of_bodies_hangs_them_on_units_that_stay(import_text):
    import_text(GOOD, root="Trung ương", on=date(2024, 1, 1))
    result = import_text(HEADER + "B1,TW,body,Bộ Y tế\nC1,D1,centre,Trung tâm chính trị\n", on=DAY)
    assert (result.created, result.updated, result.faults) == (2, 0, [])
    assert api.as_of(DAY).parent(api.find_by_code("C1", DAY).id).code == "D1"
    again = import_text(GOOD, on=DAY)
    assert (again.created, again.updated) == (0, 0)


def test_a_unit_cannot_end_while_others_that_are_not_listed_stay_below(import_text):
    import_text(GOOD + "P2,,province,Phú Thọ\nB1,D1,body,Trường\n", on=date(2024, 1, 1))
    with translation.override("en"):
        (fault,) = import_text(
            HEADER + "P1,,province,Hoà Bình\nW1,P1,commune,Xã Chiềng Châu\n", on=DAY
        ).faults
    assert fault.line == 0
    assert "Huyện Mai Châu (D1)" in fault.fault
    assert api.find_by_code("P2", DAY) is not None


def test_what_is_not_listed_follows_the_known_successor(import_text):
    import_text(GOOD + "P2,,province,Phú Thọ\nB1,P1,body,Trường\n", on=date(2024, 1, 1))
    result = import_text(
        HEADER + "P2,,province,Phú Thọ\nW1,P2,commune,Xã Chiềng Châu\n",
        on=DAY,
        mergers="old,new\nP1,P2\nP2,P2\n",
    )
    assert result.faults == []
    assert api.as_of(DAY).parent(api.find_by_code("B1", DAY).id).code == "P2"
    ended = api.history(api.find_by_code("P1", date(2024, 6, 1)).id)[-1]
    assert (ended.action, [other.code for other in ended.others]) == ("merged", ["P2"])


def test_mergers_are_refused_with_their_own_lines(import_text):
    import_text(GOOD, on=date(2024, 1, 1))
    with translation.override("en"):
        faults = import_text(GOOD, on=DAY, mergers="old,new\nP9,P1\nP1,P8\n,P1\nP1\n").faults
    assert [fault.line for fault in faults] == [2, 3, 4, 5]
    assert all(fault.fault.startswith("mergers.csv: ") for fault in faults)


def test_keep_absent_closes_nothing(import_text):
    import_text(GOOD, on=date(2024, 1, 1))
    result = import_text(HEADER + "D2,P1,district,Huyện Đà Bắc\n", on=DAY, keep_absent=True)
    assert (result.created, result.updated, result.faults) == (1, 0, [])


def test_a_code_of_a_unit_that_stays_is_refused(import_text):
    import_text(GOOD, on=date(2024, 1, 1))
    (fault,) = import_text(HEADER + "P1,,province,Hoà Bình\nW1,,province,Mới\n", on=DAY).faults
    assert fault.line == 3


def test_a_list_older_than_the_last_change_is_refused(import_text):
    import_text(GOOD, on=DAY)
    (fault,) = import_text(GOOD, on=DAY - timedelta(days=1)).faults
    assert fault.line == 0


def test_the_first_list_holds_from_a_day_not_known(import_text):
    import_text(GOOD)
    assert len(api.as_of(date(1975, 4, 30))) == 3
    assert api.history(api.find_by_code("P1").id)[0].on is None
