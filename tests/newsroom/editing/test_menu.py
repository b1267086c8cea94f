"""What the menus offer, and to whom."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from diemcau.people.api import Role, User
from tests.newsroom.editing.conftest import Newsroom

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
SignIn = Callable[[User], Client]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.REPORTER, {"/app/cms/"}),
        (Role.EDITOR, {"/app/cms/"}),
        (Role.APPROVER, {"/app/cms/"}),
        (Role.ADMINISTRATOR, {"/app/cms/", "/app/news/portals/"}),
        (Role.ORGANISER, set()),
        (Role.VIEWER, set()),
    ],
)
def test_workspace_offers_what_opens(
    newsroom: Newsroom, member: Member, as_: SignIn, role: Role, offered: set[str]
) -> None:
    client = as_(member(role, newsroom.north))
    page = client.get("/app/").content.decode()
    for place in ("/app/cms/", "/app/news/portals/"):
        assert (f'href="{place}"' in page) == (place in offered)
        assert (client.get(place).status_code == 200) == (place in offered)


def test_editors_menu_offers_no_page_that_is_refused(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    page = as_(member(Role.APPROVER, newsroom.north)).get("/app/cms/").content.decode()
    assert "/app/news/taking-over/" in page
    for refused in ("/app/cms/reports/", "/app/cms/workflows/list", "/app/cms/sites/", "/app/cms/groups/"):
        assert refused not in page
    everything = as_(member(Role.ADMINISTRATOR, newsroom.centre)).get("/app/cms/").content.decode()
    assert "/app/cms/reports/" in everything


def test_admin_speaks_the_persons_language(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    client = as_(member(Role.EDITOR, newsroom.north))
    assert "Trang tổng quan" in client.get("/app/cms/").content.decode()
    assert json.dumps("Chèn khối") in client.get("/app/cms/jsi18n/").content.decode()
    client.cookies["dc_language"] = "en"
    assert "Dashboard" in client.get("/app/cms/").content.decode()


def test_preview_brings_the_accessibility_checker(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    client = as_(member(Role.EDITOR, newsroom.north))
    answer = client.get(f"/app/cms/pages/{newsroom.articles['north'].pk}/view_draft/")
    assert "wagtail-userbar" in answer.content.decode()
    assert "wagtail-userbar" not in Client().get("http://north.test/vi/thoi-su/tin/").content.decode()
