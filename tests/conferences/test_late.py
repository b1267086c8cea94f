"""The pages of venues after the opening: what may still change has a field, and what is fixed has none."""

import html
import re

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from diemcau.conferences.models import Conference, Status, Venue
from diemcau.people.api import Role
from diemcau.people.models import AuditEntry
from diemcau.room import api as room
from tests.factories.conferences import Tree, fill, make_conference
from tests.factories.people import make_holder, sign_in

FIXED = ('name="name"', 'name="is_main"', "/remove/")


@pytest.fixture
def opened(conference: Conference) -> Conference:
    """A conference whose room is open."""
    room.dispatch(conference.slug, "open")
    conference.refresh_from_db()
    return conference


def browser_of(unit_id: int, role: Role = Role.ORGANISER) -> Client:
    """Return a browser of somebody who holds a role."""
    return sign_in(make_holder(unit_id, role))


def url(name: str, conference: Conference, *args: str) -> str:
    """Return the address of a page of the conference."""
    return reverse(name, args=(conference.slug, *args))


def said(answer: HttpResponse) -> list[str]:
    """Return the messages that the next page shows."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def fields_of(page: str) -> dict[str, str]:
    """Return what a browser hands in from the page's form of contacts."""
    form = next(part for part in page.split("<form")[1:] if 'name="phone"' in part).split("</form>")[0]
    fields = re.findall(r"<input[^>]*>", form)
    return {
        html.unescape(name[1]): html.unescape(value[1])
        if (value := re.search(r'value="([^"]*)"', field))
        else ""
        for field in fields
        if (name := re.search(r'name="([^"]+)"', field))
    }


def seat(conference: Conference, venue: Venue) -> object:
    """Return the venue as the room knows it."""
    return room.state_of(conference.pk).venues[venue.key]


def test_page_offers_contacts_and_none_of_what_is_fixed(opened: Conference) -> None:
    browser, venue = browser_of(opened.unit_id), opened.venues.first()
    page = browser.get(url("venue_detail", opened, venue.key)).content.decode()
    assert 'name="phone"' in page
    assert 'name="chair_name"' in page
    assert not [fixed for fixed in FIXED if fixed in page]


def test_contacts_are_changed_without_script_and_the_room_knows(opened: Conference) -> None:
    browser, venue = browser_of(opened.unit_id), opened.venues.first()
    facts = {
        "chair_name": "Người dự thay",
        "phone": "+84 912 345 678",
        "quota": "40",
        "email": "a@example.vn",
    }
    answer = browser.post(url("venue_detail", opened, venue.key), facts)
    assert (answer.status_code, answer.url) == (302, url("venue_detail", opened, venue.key))
    venue.refresh_from_db()
    assert (venue.phone, venue.quota, venue.email) == ("0912345678", 40, "a@example.vn")
    known = seat(opened, venue)
    assert (known.chair, known.phone, known.quota) == ("Người dự thay", "0912345678", 40)


def test_two_people_change_different_fields_and_both_changes_stay(opened: Conference) -> None:
    venue = opened.venues.first()
    first, second = browser_of(opened.unit_id), browser_of(opened.unit_id)
    fields = ("chair_name", "chair_post", "operator_name", "phone", "email", "quota")
    as_shown = {name: "" for field in fields for name in (field, f"initial-{field}")}
    page = first.get(url("venue_detail", opened, venue.key)).content.decode()
    assert all(f'name="initial-{field}"' in page for field in fields)
    first.post(url("venue_detail", opened, venue.key), {**as_shown, "phone": "0912000111"})
    second.post(url("venue_detail", opened, venue.key), {**as_shown, "operator_name": "Trực"})
    venue.refresh_from_db()
    assert (venue.phone, venue.operator_name) == ("0912000111", "Trực")
    assert (seat(opened, venue).phone, seat(opened, venue).operator) == ("0912000111", "Trực")


def test_page_from_before_the_opening_loses_no_new_name_unnoticed(opened: Conference) -> None:
    browser, venue = browser_of(opened.unit_id), opened.venues.first()
    answer = browser.post(
        url("venue_detail", opened, venue.key), {"name": "Tên mới", "phone": "0912000111", "is_main": "on"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "0912000111" in page
    assert not [fixed for fixed in FIXED if fixed in page]
    venue.refresh_from_db()
    assert (venue.phone, venue.name == "Tên mới", venue.is_main) == ("", False, False)

    browser.post(url("venue_detail", opened, venue.key), fields_of(page))
    venue.refresh_from_db()
    assert (venue.phone, seat(opened, venue).phone) == ("0912000111", "0912000111")


def test_page_from_before_the_opening_changes_only_what_was_typed_into_it(opened: Conference) -> None:
    browser, venue = browser_of(opened.unit_id), opened.venues.first()
    Venue.objects.filter(pk=venue.pk).update(chair_name="Người chủ trì", quota=40)
    typed = {"name": venue.name, "chair_name": "Người chủ trì", "quota": "40", "phone": "0912000111"}
    page = browser.post(url("venue_detail", opened, venue.key), typed).content.decode()
    browser.post(url("venue_detail", opened, venue.key), fields_of(page))
    entry = AuditEntry.objects.filter(action="conferences.venue.edited").latest("pk")
    assert entry.details["fields"] == ["phone"]


def test_wrong_phone_is_said_and_nothing_is_told(opened: Conference) -> None:
    browser, venue = browser_of(opened.unit_id), opened.venues.first()
    answer = browser.post(url("venue_detail", opened, venue.key), {"phone": "gọi sau"})
    assert (answer.status_code, "gọi sau" in answer.content.decode()) == (200, True)
    assert seat(opened, venue).phone == ""


def test_forgotten_venue_is_found_and_added_once(opened: Conference, tree: Tree) -> None:
    browser = browser_of(opened.unit_id)
    assert url("venue_add", opened) in browser.get(url("venue_list", opened)).content.decode()
    found = browser.get(url("venue_add", opened), {"text": "bo thu nghiem"}).content.decode()
    assert "Bộ Thử nghiệm" in found
    assert browser.post(url("venue_add", opened), {"unit_id": "9" * 5000}).status_code == 200
    given = {"unit_id": tree.ministry, "name": "Bộ Thử nghiệm"}
    first, again = (browser.post(url("venue_add", opened), given) for _ in range(2))
    made = opened.venues.get(unit_id=tree.ministry)
    assert first.url == again.url == url("venue_detail", opened, made.key)
    assert said(first) != said(again)
    assert seat(opened, made).branch_name == "Ban Trung ương"
    assert room.state_of(opened.pk).venue_count == opened.venues.count() == 6
    assert AuditEntry.objects.filter(action="conferences.venue.added").count() == 1


def test_everything_else_stays_fixed(opened: Conference) -> None:
    browser, venue = browser_of(opened.unit_id), opened.venues.first()
    page = browser.get(url("venue_list", opened)).content.decode()
    assert url("venue_make", opened) not in page
    assert url("contacts_import", opened) not in page
    browser.post(url("venue_remove", opened, venue.key))
    assert opened.venues.count() == 5


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMINISTRATOR, Role.ORGANISER}])
def test_who_does_not_prepare_changes_and_adds_nothing(opened: Conference, tree: Tree, role: Role) -> None:
    browser, venue = browser_of(opened.unit_id, role), opened.venues.first()
    assert browser.post(url("venue_add", opened), {"unit_id": tree.ministry}).status_code == 403
    page = browser.post(url("venue_detail", opened, venue.key), {"phone": "0912000111"})
    assert 'name="phone"' not in page.content.decode()
    assert url("venue_add", opened) not in browser.get(url("venue_list", opened)).content.decode()
    venue.refresh_from_db()
    assert (venue.phone, opened.venues.count(), room.state_of(opened.pk).seq) == ("", 5, 1)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ORGANISER])
def test_neighbour_branch_learns_and_changes_nothing(tree: Tree, role: Role) -> None:
    own = make_conference(tree.hai_phong, "hai-phong")
    venue = fill(own)[0]
    room.dispatch(own.slug, "open")
    browser = browser_of(tree.lang_son, role)
    assert browser.get(url("venue_add", own)).status_code == 404
    assert browser.post(url("venue_add", own), {"unit_id": tree.ministry}).status_code == 404
    assert browser.post(url("venue_detail", own, venue.key), {"phone": "0912000111"}).status_code == 404
    assert room.state_of(own.pk).seq == 1


def test_ended_conference_says_so_and_offers_nothing(opened: Conference, tree: Tree) -> None:
    chair = make_holder(opened.unit_id, Role.CHAIR)
    room.dispatch(opened.slug, "end", caller=room.Caller(user=chair))
    opened.refresh_from_db()
    assert opened.status == Status.ENDED
    browser, venue = browser_of(opened.unit_id), opened.venues.first()
    for address, given in (
        (url("venue_add", opened), {"unit_id": tree.ministry}),
        (url("venue_detail", opened, venue.key), {"phone": "0912000111"}),
        (url("venue_make", opened), {"branch_id": opened.unit_id, "levels": ["province"]}),
        (url("agenda_item", opened, "any"), {}),
    ):
        refused = browser.post(address, given, headers={"Accept-Language": "vi"})
        assert refused.status_code == 409
        assert "Hội nghị đã kết thúc: chương trình, điểm cầu và thông tin liên hệ" in refused.content.decode()
    assert 'name="phone"' not in browser.get(url("venue_detail", opened, venue.key)).content.decode()
    assert "Hội nghị đã kết thúc" in browser.get(url("conference_edit", opened)).content.decode()
    assert url("venue_add", opened) not in browser.get(url("venue_list", opened)).content.decode()
    venue.refresh_from_db()
    assert (venue.phone, opened.venues.count()) == ("", 5)
