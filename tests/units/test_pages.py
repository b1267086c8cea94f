"""The units' pages: who may open them, what they show, and each change by its form."""

import unicodedata
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from diemcau.people.roles import Role
from diemcau.units import api
from tests.factories.people import make_holder, make_user, sign_in
from tests.units.conftest import LISTS

DAY = "2021-07-01"
CHANGES = ["unit_rename", "unit_move", "unit_merge", "unit_split", "unit_close"]


@pytest.fixture
def administrator(tree):
    return sign_in(make_holder(tree["TW"], Role.ADMINISTRATOR))


@pytest.fixture
def reader(tree):
    return sign_in(make_holder(tree["D1"], Role.VIEWER))


def _text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def _post(client, address_name, unit_id=None, /, **data):
    address = reverse(address_name, args=[unit_id] if unit_id else [])
    response = client.post(address, {"on": DAY, "basis": "NQ 1"} | data)
    assert response.status_code == 302, response.context["form"].errors
    return response


def test_strangers_are_led_to_the_log_in(client, tree):
    for address in (reverse("unit_list"), reverse("unit_page", args=[tree["P1"]]), reverse("unit_found")):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


def test_people_without_a_post_see_nothing(tree):
    assert sign_in(make_user()).get(reverse("unit_list")).status_code == 403


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMINISTRATOR, Role.ORGANISER])
def test_people_of_a_branch_read_and_change_nothing(tree, role):
    client = sign_in(make_holder(tree["P1"], role))
    page = _text(client.get(reverse("unit_page", args=[tree["P1"]])))
    assert "Tỉnh Hoà Bình" in page
    assert "/rename/" not in page
    for name in CHANGES:
        address = reverse(name, args=[tree["D1"]])
        assert client.get(address).status_code == 403
        assert client.post(address, {"on": DAY}).status_code == 403
    assert client.post(reverse("unit_found"), {"on": DAY}).status_code == 403
    assert len(api.history(tree["D1"])) == 1


@pytest.mark.parametrize("query", ["hoa binh", "Hòa Bình", unicodedata.normalize("NFD", "Hoà Bình"), "P1"])
def test_search_finds_units_as_people_type(reader, query):
    page = _text(reader.get(reverse("unit_list"), {"q": query}))
    assert "Tỉnh Hoà Bình" in page
    assert "Hải Phòng" not in page


def test_search_without_a_match_says_so(reader):
    assert "zzz" in _text(reader.get(reverse("unit_list"), {"q": "zzz"}))


def test_list_shows_the_uppermost_units_and_counts_by_level(reader):
    response = reader.get(reverse("unit_list"))
    assert [row["unit"].code for row in response.context["rows"]] == ["P1", "P2", "B1"]
    assert [(level, number) for level, _label, number in response.context["counts"]] == [
        ("central", 1),
        ("province", 2),
        ("district", 2),
        ("commune", 2),
        ("body", 2),
    ]


def test_list_shows_a_level_with_the_units_above(reader):
    page = _text(reader.get(reverse("unit_list"), {"level": "commune"}))
    assert "Xã Chiềng Châu" in page
    assert "Trung ương › Tỉnh Hoà Bình › Huyện Mai Châu" in page


def test_pages_bear_nonsense_in_their_address(reader, tree):
    nonsense = {"on": "31/31/31", "level": "ward", "page": "x", "q": "a" * 300}
    assert reader.get(reverse("unit_list"), nonsense).status_code == 200
    assert reader.get(reverse("unit_page", args=[tree["P1"]]), nonsense).status_code == 200
    assert reader.get(reverse("unit_page", args=[10**9])).status_code == 404


def test_unit_is_shown_as_of_a_day(reader, tree):
    api.rename(actor="a", unit_id=tree["P1"], name="Tỉnh Phú Thọ", on=date(2021, 7, 1))
    address = reverse("unit_page", args=[tree["P1"]])
    assert "<h1>Tỉnh Phú Thọ</h1>" in _text(reader.get(address))
    assert "<h1>Tỉnh Hoà Bình</h1>" in _text(reader.get(address, {"on": "2021-06-30"}))
    assert reader.get(address, {"on": "2019-01-01"}).context["there"] is False


def test_history_is_told_in_the_readers_language(reader, tree):
    api.close(actor="Cán bộ A", unit_id=tree["W1"], on=date(2021, 7, 1), basis="NQ 12")
    address = reverse("unit_page", args=[tree["W1"]])
    page = _text(reader.get(address))
    assert "Đơn vị kế thừa: chưa rõ." in page
    assert "01/07/2021" in page
    assert "Cán bộ A" in page
    assert "NQ 12" in page
    reader.cookies["dc_language"] = "en"
    assert "Successors: not known." in _text(reader.get(address))


def test_pages_ask_a_fixed_number_of_queries(administrator, tree, django_assert_max_num_queries):
    api.import_units(LISTS / "units-2025.csv", actor="t", keep_absent=True)
    for address in ("?level=commune", "?q=an", ""):
        with django_assert_max_num_queries(12):
            administrator.get(reverse("unit_list") + address)
    with django_assert_max_num_queries(16):
        administrator.get(reverse("unit_page", args=[tree["TW"]]))


def test_administrator_founds_a_unit(administrator, tree):
    page = _text(administrator.get(reverse("unit_found"), {"under": "P1"}))
    assert 'value="P1"' in page
    form = {
        "name": "Huyện Tân Lạc",
        "code": "D3",
        "level": "district",
        "parent": "hoà bình",
        "origin": "none",
    }
    response = _post(administrator, "unit_found", **form)
    node = api.find_by_code("D3", date(2021, 7, 1))
    assert response.url == reverse("unit_page", args=[node.id])
    assert node.parent_id == tree["P1"]
    entry = api.history(node.id)[0]
    assert (entry.basis, entry.unknown) == ("NQ 1", False)
    assert "@" in entry.actor


def test_administrator_renames_moves_and_closes(administrator, tree):
    _post(administrator, "unit_rename", tree["D2"], name="Thị xã Đà Bắc", code="D2")
    _post(administrator, "unit_move", tree["D2"], parent="P2")
    _post(administrator, "unit_close", tree["W1"], fate="known", successors="W2\n")
    tree_then = api.as_of(date(2021, 7, 1))
    assert tree_then.get(tree["D2"]).name == "Thị xã Đà Bắc"
    assert tree_then.parent(tree["D2"]).id == tree["P2"]
    assert [other.id for other in api.history(tree["W1"])[-1].others] == [tree["W2"]]


def test_administrator_merges_and_splits(administrator, tree):
    _post(
        administrator,
        "unit_merge",
        tree["D1"],
        others="Huyện Đà Bắc",
        into="new",
        name="Huyện Mới",
        code="D9",
    )
    new = api.find_by_code("D9", date(2021, 7, 1))
    assert [other.id for other in api.history(new.id)[0].others] == [tree["D1"], tree["D2"]]
    _post(administrator, "unit_split", new.id, parts="D10, Huyện Mười\nD11\tHuyện Mười Một\n")
    assert api.find_by_code("D11", date(2021, 7, 1)).name == "Huyện Mười Một"
    _post(administrator, "unit_merge", tree["P2"], others="P1", into="this")
    assert api.find_by_code("P1", date(2021, 7, 1)) is None


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("unit_rename", {"name": "", "code": "D1"}, "name"),
        ("unit_rename", {"name": "X", "code": "D2"}, "__all__"),
        ("unit_move", {"parent": "không có"}, "parent"),
        ("unit_move", {"parent": "mai châu"}, "parent"),
        ("unit_move", {"parent": "W1"}, "__all__"),
        ("unit_move", {"parent": "P2", "on": "hôm qua"}, "on"),
        ("unit_merge", {"others": "D2", "into": "new"}, "code"),
        ("unit_merge", {"others": "P1", "into": "this"}, "__all__"),
        ("unit_split", {"parts": "D7"}, "parts"),
        ("unit_close", {"fate": "unknown"}, "__all__"),
        ("unit_close", {"fate": "known"}, "successors"),
    ],
)
def test_a_form_says_what_is_wrong_and_changes_nothing(administrator, tree, name, data, field):
    response = administrator.post(reverse(name, args=[tree["D1"]]), {"on": DAY} | data)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert len(api.history(tree["D1"])) == 1


def test_closed_units_offer_no_change(administrator, tree):
    api.close(actor="a", unit_id=tree["W1"], on=date(2021, 7, 1))
    assert "/rename/" not in _text(administrator.get(reverse("unit_page", args=[tree["W1"]])))


def test_interface_has_no_english_left(administrator, tree):
    """Every text of the units is translated: the catalogue has no gap."""
    with translation.override("vi"):
        for name in CHANGES:
            page = _text(administrator.get(reverse(name, args=[tree["D1"]])))
            assert "In force from" not in page
            assert "Có hiệu lực từ ngày" in page
