"""The workspace pages as a browser without JavaScript sees them, and who may open which."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diemcau.conferences.listing import PAGE
from diemcau.conferences.models import AgendaItem, Conference, Letter, Mailing, Status, VenueAccess
from diemcau.people.api import Role
from diemcau.people.models import AuditEntry
from tests.factories.conferences import (
    Tree,
    at,
    code,
    enter,
    fill,
    make_access,
    make_conference,
    make_item,
    make_unit,
    token,
)
from tests.factories.people import make_holder, sign_in

READ = ["conference_detail", "agenda_list", "venue_list", "paper_list", "running_script"]
EDIT = ["conference_edit", "venue_make", "venue_add", "contacts_import"]
LINKS = ["link_list", "link_failures", "qr_sheet"]
CONTACTS = ["call_sheet"]
MAY = {
    Role.ADMINISTRATOR: READ + EDIT + LINKS + CONTACTS,
    Role.ORGANISER: READ + EDIT + LINKS + CONTACTS,
    Role.CHAIR: READ + CONTACTS,
    Role.DIRECTOR: READ + CONTACTS,
    Role.SECRETARY: READ + CONTACTS,
    Role.TECHNICAL: READ + LINKS + CONTACTS,
    Role.APPROVER: READ,
    Role.EDITOR: READ,
    Role.REPORTER: READ,
    Role.OPERATOR: READ,
    Role.VIEWER: READ,
}


def signed_in(unit_id: int, role: Role = Role.ORGANISER) -> Client:
    """Return a browser of somebody who holds a role."""
    return sign_in(make_holder(unit_id, role))


def url(name: str, conference: Conference, *args: str) -> str:
    """Return the address of a page of the conference."""
    return reverse(name, args=(conference.slug, *args))


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_pages_and_no_others(conference: Conference, role: Role) -> None:
    browser = signed_in(conference.unit_id, role)
    for name in READ + EDIT + LINKS + CONTACTS:
        status = browser.get(url(name, conference)).status_code
        assert status == (200 if name in MAY[role] else 403), (role, name)


@pytest.mark.parametrize("role", list(Role))
def test_neighbour_branch_learns_nothing(tree: Tree, role: Role) -> None:
    own = make_conference(tree.hai_phong, "hai-phong")
    browser = signed_in(tree.lang_son, role)
    for name in READ + EDIT + LINKS + CONTACTS:
        assert browser.get(url(name, own)).status_code == 404, name
    assert "hai-phong" not in browser.get(reverse("conference_list")).content.decode()


def test_nobody_without_an_account_gets_past_signing_in(conference: Conference) -> None:
    for name in READ + EDIT + LINKS + CONTACTS:
        answer = Client().get(url(name, conference))
        assert answer.status_code == 302
        assert answer.url.startswith("/app/accounts/login")


@pytest.mark.parametrize(
    "name", ["conference_announce", "link_issue", "link_send", "link_export", "contacts_export"]
)
def test_deeds_are_not_done_by_following_a_link(conference: Conference, name: str) -> None:
    assert signed_in(conference.unit_id).get(url(name, conference)).status_code == 405


def test_viewer_sees_no_phone_and_no_code(conference: Conference) -> None:
    venue = conference.venues.first()
    conference.venues.filter(pk=venue.pk).update(phone="0912000111", operator_name="Cán bộ trực")
    access = make_access(venue)
    browser = signed_in(conference.unit_id, Role.VIEWER)
    for page in (url("venue_list", conference), url("venue_detail", conference, venue.key)):
        text = browser.get(page).content.decode()
        assert "0912000111" not in text
        assert "Cán bộ trực" not in text
        assert code(access)[:4] + " " not in text
        assert token(access) not in text


def test_conference_is_made_announced_and_listed_without_script(tree: Tree) -> None:
    browser = signed_in(tree.root)
    answer = browser.post(
        reverse("conference_create"),
        {
            "title": "Hội nghị mới",
            "slug": "moi",
            "unit_id": tree.root,
            "starts_at": "2026-12-01T08:00",
            "ends_at": "2026-12-01T11:30",
            "desk_phone": "+84 24 3825 0000",
        },
    )
    assert answer.url == "/app/conferences/moi/"
    made = Conference.objects.get()
    assert (made.desk_phone, made.status, made.open_to_public) == ("02438250000", Status.DRAFT, False)
    assert made.starts_at.isoformat() == "2026-12-01T01:00:00+00:00"
    assert browser.post(url("conference_announce", made), follow=True).status_code == 200
    made.refresh_from_db()
    assert made.status == Status.ANNOUNCED
    assert "Hội nghị mới" in browser.get(reverse("conference_list")).content.decode()


@pytest.mark.parametrize("slug", ["new", "HOA", "a b", "-x", "x-", ""])
def test_unusable_short_name_is_refused(tree: Tree, slug: str) -> None:
    facts = {
        "title": "T",
        "slug": slug,
        "unit_id": tree.root,
        "starts_at": "2026-12-01T08:00",
        "ends_at": "2026-12-01T09:00",
    }
    assert signed_in(tree.root).post(reverse("conference_create"), facts).status_code == 200
    assert not Conference.objects.exists()


def test_organiser_cannot_organise_for_the_neighbour(tree: Tree) -> None:
    facts = {
        "title": "T",
        "slug": "x",
        "unit_id": tree.lang_son,
        "starts_at": "2026-12-01T08:00",
        "ends_at": "2026-12-01T09:00",
    }
    assert signed_in(tree.hai_phong).post(reverse("conference_create"), facts).status_code == 200
    assert not Conference.objects.exists()


def test_agenda_is_edited_without_script(conference: Conference) -> None:
    browser = signed_in(conference.unit_id)
    for title in ("Khai mạc", "Chuyên đề"):
        browser.post(url("agenda_add", conference), {"kind": "topic", "title": title, "planned_minutes": 20})
    second = AgendaItem.objects.get(title="Chuyên đề")
    browser.post(url("agenda_move", conference, second.key), {"direction": "up"})
    assert list(conference.agenda_items.values_list("title", "position")) == [
        ("Chuyên đề", 1),
        ("Khai mạc", 2),
    ]
    facts = {"kind": "report", "title": "Báo cáo", "planned_minutes": 25, "speaker": "Báo cáo viên"}
    browser.post(url("agenda_item", conference, second.key), facts)
    second.refresh_from_db()
    assert (second.title, second.kind, second.planned_minutes) == ("Báo cáo", "report", 25)
    browser.post(url("agenda_remove", conference, second.key))
    assert list(conference.agenda_items.values_list("title", "position")) == [("Khai mạc", 1)]
    assert browser.post(url("agenda_add", conference), {"kind": "topic", "title": ""}).status_code == 422


def test_venues_are_made_found_and_changed_without_script(tree: Tree) -> None:
    made = make_conference(tree.root)
    browser = signed_in(tree.root)
    page = browser.post(
        url("venue_make", made), {"branch_id": tree.root, "levels": ["province", "district"]}, follow=True
    )
    assert made.venues.count() == 5
    assert page.status_code == 200
    found = browser.get(url("venue_list", made), {"text": "hai phong do"}).content.decode()
    assert "Quận Đồ Sơn" in found
    assert "Kiến An" not in found
    browser.post(url("venue_add", made), {"unit_id": tree.hai_phong_body, "name": "Hội trường B"})
    venue = made.venues.get(name="Hội trường B")
    facts = {"name": "Hội trường B", "phone": "+84 912 345 678", "chair_name": "Trưởng ban", "quota": "40"}
    assert browser.post(url("venue_detail", made, venue.key), facts).status_code == 302
    venue.refresh_from_db()
    assert (venue.phone, venue.quota, venue.branch_name) == ("0912345678", 40, "Thành phố Hải Phòng")
    browser.post(url("venue_remove", made, venue.key))
    assert made.venues.count() == 5


def test_wrong_phone_is_said_and_not_saved(conference: Conference) -> None:
    venue = conference.venues.first()
    answer = signed_in(conference.unit_id).post(
        url("venue_detail", conference, venue.key), {"name": venue.name, "phone": "gọi sau"}
    )
    assert answer.status_code == 200
    assert "gọi sau" in answer.content.decode()
    venue.refresh_from_db()
    assert venue.phone == ""


def test_links_page_shows_who_opened_when_and_on_what(conference: Conference) -> None:
    browser = signed_in(conference.unit_id, Role.TECHNICAL)
    browser.post(url("link_issue", conference))
    assert VenueAccess.objects.count() == conference.venues.count()
    venue = conference.venues.first()
    enter(venue.accesses.get())
    opened = browser.get(url("link_list", conference), {"state": "opened"}).content.decode()
    assert venue.name in opened
    assert "Chrome 109 · Windows 7" in opened
    unopened = browser.get(url("link_list", conference), {"state": "unopened"}).content.decode()
    assert f'/venues/{venue.key}/"' not in unopened


def test_going_on_with_letters_is_for_this_conference_only_and_stays_on_record(
    tree: Tree, conference: Conference
) -> None:
    other = make_conference(tree.root, "hoi-nghi-khac")
    fill(other)
    for one in (conference, other):
        made = Mailing.objects.create(conference=one)
        Letter.objects.create(mailing=made, access=make_access(one.venues.first()), reason="no server")
    browser = signed_in(conference.unit_id, Role.TECHNICAL)
    assert "no server" in browser.get(url("link_list", conference)).content.decode()
    browser.post(url("link_resume", conference))
    assert list(Letter.objects.exclude(reason="").values_list("mailing__conference", flat=True)) == [other.pk]
    entry = AuditEntry.objects.get(action="conferences.links.resumed")
    assert entry.conference == conference.slug
    viewer = signed_in(conference.unit_id, Role.VIEWER)
    assert viewer.post(url("link_resume", conference)).status_code == 403


@pytest.mark.parametrize(("language", "word"), [("vi", "Mã vào"), ("en", "Entry code")])
def test_exported_links_have_headings_in_the_reader_s_language(
    conference: Conference, language: str, word: str
) -> None:
    make_access(conference.venues.first())
    browser = signed_in(conference.unit_id, Role.TECHNICAL)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = browser.post(url("link_export", conference))
    assert word in answer.content.decode().splitlines()[0]


def test_link_is_replaced_and_taken_back_by_one_button_each(conference: Conference) -> None:
    browser = signed_in(conference.unit_id, Role.TECHNICAL)
    venue = conference.venues.first()
    old = make_access(venue)
    page = browser.get(url("venue_detail", conference, venue.key)).content.decode()
    assert url("link_reissue", conference, venue.key) in page
    assert url("link_revoke", conference, venue.key) in page
    browser.post(url("link_reissue", conference, venue.key))
    old.refresh_from_db()
    assert old.revoked_at is not None
    browser.post(url("link_revoke", conference, venue.key))
    assert not venue.accesses.filter(revoked_at=None).exists()


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("conference_announce", ()),
        ("agenda_add", ()),
        ("venue_make", ()),
        ("link_issue", ()),
        ("link_send", ()),
        ("link_export", ()),
        ("link_reissue", ("KEY",)),
        ("link_revoke", ("KEY",)),
        ("venue_remove", ("KEY",)),
    ],
)
@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR, Role.CHAIR, Role.SECRETARY, Role.DIRECTOR])
def test_who_does_not_prepare_changes_nothing(
    conference: Conference, role: Role, name: str, args: tuple[str, ...]
) -> None:
    venue = conference.venues.first()
    filled = [venue.key for _ in args]
    assert signed_in(conference.unit_id, role).post(url(name, conference, *filled)).status_code == 403
    assert not VenueAccess.objects.exists()
    assert conference.venues.count() == 5


def test_room_that_opened_fixes_agenda_and_venues(conference: Conference) -> None:
    item = make_item(conference, "Khai mạc")
    Conference.objects.update(status=Status.OPEN)
    browser = signed_in(conference.unit_id)
    browser.post(url("agenda_remove", conference, item.key))
    browser.post(url("venue_remove", conference, conference.venues.first().key))
    assert browser.get(url("agenda_item", conference, item.key)).status_code == 409
    assert conference.agenda_items.count() == 1
    assert conference.venues.count() == 5
    assert browser.post(url("link_issue", conference)).status_code == 302
    assert VenueAccess.objects.count() == 5


@pytest.fixture
def big(tree: Tree) -> Conference:
    """A conference with more venues than fit on a page."""
    for number in range(PAGE + 20):
        make_unit(f"Huyện số {number}", f"X{number:03}", "district", tree.lang_son)
    made = make_conference(tree.root)
    fill(made)
    return made


@pytest.mark.parametrize("name", ["venue_list", "link_list"])
def test_list_asks_no_more_for_more_venues(big: Conference, tree: Tree, name: str) -> None:
    small = make_conference(tree.hai_phong, "nho")
    fill(small)
    browser = signed_in(tree.root)
    for made in (big, small):
        browser.post(url("link_issue", made))
        for access in VenueAccess.objects.filter(venue__conference=made)[:3]:
            enter(access)
    browser.get(url(name, small))
    counts = []
    for made in (small, big):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url(name, made)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 22


def test_pages_go_on(big: Conference) -> None:
    browser = signed_in(big.unit_id)
    first = browser.get(url("venue_list", big))
    assert "page=2" in first.content.decode()
    assert len(browser.get(url("venue_list", big), {"page": 2}).context["here"].object_list) == 25


def test_papers_print_what_helps_without_a_network(conference: Conference) -> None:
    make_item(conference, "Khai mạc", planned_minutes=15)
    make_item(conference, "Chuyên đề 1", speaker="Báo cáo viên", planned_minutes=45)
    venue = conference.venues.get(code="D308")
    conference.venues.filter(pk=venue.pk).update(chair_name="Trưởng điểm cầu", phone="0225111222")
    access = make_access(venue)
    browser = signed_in(conference.unit_id)
    sheet = browser.get(url("call_sheet", conference)).content.decode()
    assert "Trưởng điểm cầu" in sheet
    assert "0225111222" in sheet
    assert sheet.index("Thành phố Hải Phòng") < sheet.index("Quận Đồ Sơn")
    assert code(access) not in sheet.replace(" ", "")
    part = browser.get(url("call_sheet", conference), {"branch": "P20"}).content.decode()
    assert "Huyện Cao Lộc" in part
    assert "Quận Đồ Sơn" not in part
    script = browser.get(url("running_script", conference)).content.decode()
    assert "Báo cáo viên" in script
    cards = browser.get(url("qr_sheet", conference), {"branch": "P31"})
    assert cards["Cache-Control"] == "no-store"
    assert cards.content.decode().count("<svg") > 1
    assert code(access)[:4] in cards.content.decode()


def test_date_is_written_as_formal_papers_write_it(tree: Tree) -> None:
    made = make_conference(tree.root, starts_at=at(1), ends_at=at(4))
    page = signed_in(tree.root).get(url("conference_detail", made), headers={"Accept-Language": "vi"})
    assert "08:00, Thứ Năm, 28/04/2022" in page.content.decode()
