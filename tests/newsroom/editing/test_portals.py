"""Making a portal for a unit, and changing it."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Site

from diemcau.core.errors import NotAllowed
from diemcau.newsroom.editing.errors import HasPortal
from diemcau.newsroom.editing.groups import name_of
from diemcau.newsroom.editing.portals import Looks, make_portal
from diemcau.newsroom.models import ContactsPage, Portal, Section
from diemcau.people.api import Role, User
from diemcau.people.models import AuditEntry
from tests.newsroom.editing.conftest import Newsroom, found

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
SignIn = Callable[[User], Client]
LOOKS = Looks(host="namcan.example.vn", name="Cổng Năm Căn", colour="#0b6a69")
MAKE = "/app/news/portals/make/"


@pytest.fixture
def unit_id(newsroom: Newsroom) -> int:
    """A district without a portal, below the south."""
    return found("Huyện Năm Căn", "D971", "district", newsroom.south)


def _sent(**fields: str) -> dict[str, str]:
    return {"unit": "D971", "name": "Cổng Năm Căn", "host": "namcan.example.vn", "colour": "#0b6a69"} | fields


def test_portal_stands_with_all_that_belongs_to_it(
    newsroom: Newsroom,
    member: Member,
    unit_id: int,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    editor = member(Role.EDITOR, newsroom.south)
    administrator = member(Role.ADMINISTRATOR, newsroom.south)
    with django_capture_on_commit_callbacks(execute=True):
        portal = make_portal(by=administrator, unit_id=unit_id, looks=LOOKS)
    site = Site.objects.get(hostname="namcan.example.vn")
    assert site.root_page_id == portal.pk
    assert not site.is_default_site
    sections = [(one.title, one.slug) for one in Section.objects.child_of(portal)]
    assert sections[:2] == [("Thời sự", "thoi-su"), ("Chỉ đạo, điều hành", "chi-dao-dieu-hanh")]
    assert ContactsPage.objects.child_of(portal).get().title == "Liên hệ"
    assert portal.get_workflow().tasks.count() == 2
    assert Portal.objects.get(pk=portal.pk).collection is not None
    assert editor.groups.filter(name=name_of(unit_id, Role.EDITOR)).exists()
    entry = AuditEntry.objects.get(action="news.portal.made")
    assert (entry.unit_id, entry.actor_label) == (unit_id, "administrator")


def test_english_tree_is_made_on_demand(newsroom: Newsroom, member: Member, unit_id: int) -> None:
    looks = Looks(host="namcan.example.vn", name="Cổng Năm Căn", english=True)
    portal = make_portal(by=member(Role.ADMINISTRATOR, newsroom.south), unit_id=unit_id, looks=looks)
    english = portal.get_translations().get().specific
    assert english.locale.language_code == "en"
    assert english.live
    assert english.unit_id == unit_id
    assert next(one.title for one in Section.objects.child_of(english).live()) == "Current affairs"
    assert english.get_workflow() == portal.get_workflow()


def test_unit_has_one_portal(newsroom: Newsroom, member: Member) -> None:
    administrator = member(Role.ADMINISTRATOR, newsroom.north)
    with pytest.raises(HasPortal):
        make_portal(by=administrator, unit_id=newsroom.north, looks=LOOKS)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.APPROVER, Role.ORGANISER])
def test_only_administrators_make_portals(
    newsroom: Newsroom, member: Member, as_: SignIn, unit_id: int, role: Role
) -> None:
    with pytest.raises(NotAllowed):
        make_portal(by=member(role, newsroom.south), unit_id=unit_id, looks=LOOKS)
    client = as_(member(role, newsroom.south))
    assert client.get("/app/news/portals/").status_code == 403
    assert client.post(MAKE, _sent()).status_code == 403


def test_neighbours_administrator_makes_none(
    newsroom: Newsroom, member: Member, as_: SignIn, unit_id: int
) -> None:
    client = as_(member(Role.ADMINISTRATOR, newsroom.north))
    answer = client.post(MAKE, _sent())
    assert answer.status_code == 200
    assert not Portal.objects.filter(unit_id=unit_id).exists()
    south = newsroom.portals["south"].pk
    assert client.post(f"/app/news/portals/{south}/", _sent(host="x.example.vn")).status_code == 404
    listing = client.get("/app/news/portals/").content.decode()
    assert "Cổng north" in listing
    assert "Cổng district" in listing
    assert "Cổng south" not in listing


@pytest.mark.parametrize(
    "fault",
    [
        ("host", "north.test"), ("host", "NORTH.test."), ("host", "năm-căn.vn"), ("host", "a b.vn"),
        ("host", "https://a.vn"), ("host", "127.0.0.1"), ("host", "-a.vn"), ("colour", "#ffee99"),
        ("colour", "red"), ("colour", "#0b6a6"), ("unit", "Không có"), ("name", " "),
    ],
)  # fmt: skip
def test_fault_is_said_at_its_field(
    newsroom: Newsroom, member: Member, as_: SignIn, unit_id: int, fault: tuple[str, str]
) -> None:
    field, value = fault
    client = as_(member(Role.ADMINISTRATOR, newsroom.south))
    answer = client.post(MAKE, _sent(**{field: value}))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Portal.objects.filter(unit_id=unit_id).exists()


def test_portal_is_made_and_changed_by_forms(
    newsroom: Newsroom, member: Member, as_: SignIn, unit_id: int
) -> None:
    client = as_(member(Role.ADMINISTRATOR, newsroom.south))
    assert client.post(MAKE, _sent()).status_code == 302
    portal = Portal.objects.get(unit_id=unit_id)
    address = f"/app/news/portals/{portal.pk}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, _sent(name="Năm Căn", host="moi.example.vn", english="on"))
    assert answer.status_code == 302
    assert {one.name for one in Portal.objects.filter(unit_id=unit_id)} == {"Năm Căn"}
    assert Portal.objects.filter(unit_id=unit_id).count() == 2
    assert Site.objects.get(root_page=portal).hostname == "moi.example.vn"
    assert AuditEntry.objects.filter(action="news.portal.changed", unit_id=unit_id).count() == 1
    listing = client.get("/app/news/portals/").content.decode()
    assert "moi.example.vn" in listing
