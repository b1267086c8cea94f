"""Each role in its own unit, above, below and beside, against the pages of the editors' admin."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model

from diemcau.newsroom.models import Picture, Portal
from diemcau.people.api import Role, User
from tests.newsroom.editing.conftest import Newsroom

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
SignIn = Callable[[User], Client]
CMS = "/app/cms/"


def _edit(newsroom: Newsroom, name: str) -> str:
    return f"{CMS}pages/{newsroom.articles[name].pk}/edit/"


def _opens(client: Client, address: str) -> bool:
    return client.get(address).status_code == 200


def _text(client: Client, address: str) -> str:
    """Return what an answer says; JSON would hide Vietnamese letters behind numbers."""
    answer = client.get(address)
    assert answer.status_code in {200, 302, 403, 404}
    if answer.headers["Content-Type"].startswith("application/json"):
        return json.dumps(answer.json(), ensure_ascii=False)
    return answer.content.decode()


def _picture(portal: Portal, title: str) -> Picture:
    out = BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    collection = Portal.objects.get(pk=portal.pk).collection
    return Picture.objects.create(
        title=title, file=ContentFile(out.getvalue(), "a.png"), collection=collection
    )


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ORGANISER, Role.VIEWER, Role.OPERATOR, Role.SECRETARY])
def test_others_do_not_get_in(newsroom: Newsroom, member: Member, as_: SignIn, role: Role) -> None:
    client = as_(member(role, newsroom.centre))
    # A redirect would lead to the log-in, and from there back.
    assert client.get(CMS).status_code == 403
    assert client.get(_edit(newsroom, "centre")).status_code == 403


def test_nobody_reads_titles_of_another_portal_by_counting_through_pages(
    newsroom: Newsroom, member: Member, as_: SignIn
) -> None:
    secret = newsroom.articles["south"]
    secret.title = "Tin mật chưa đăng"
    secret.save()
    client = as_(member(Role.REPORTER, newsroom.north))
    for page in (secret, newsroom.sections["south"], newsroom.portals["south"]):
        assert "Tin mật chưa đăng" not in _text(client, f"{CMS}pages/{page.pk}/")
    assert _opens(client, f"{CMS}pages/{newsroom.sections['north'].pk}/")


def test_visitor_is_led_to_our_sign_in(newsroom: Newsroom, client: Client) -> None:
    answer = client.get(CMS)
    assert answer.status_code == 302
    final = client.get(CMS, follow=True)
    assert final.request["PATH_INFO"] == "/app/accounts/login/"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR])
def test_role_edits_own_and_below_never_beside_or_above(
    newsroom: Newsroom, member: Member, as_: SignIn, role: Role
) -> None:
    client = as_(member(role, newsroom.north))
    found = {name: _opens(client, _edit(newsroom, name)) for name in newsroom.articles}
    assert found == {"centre": False, "north": True, "district": True, "south": False}


def test_reporter_edits_own_articles_only(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    reporter = member(Role.REPORTER, newsroom.north)
    client = as_(reporter)
    assert not _opens(client, _edit(newsroom, "north"))
    article = newsroom.articles["north"]
    article.owner = reporter
    article.save()
    assert _opens(client, _edit(newsroom, "north"))
    theirs = newsroom.articles["south"]
    theirs.owner = reporter
    theirs.save()
    assert not _opens(client, _edit(newsroom, "south"))


def test_reporter_makes_articles_and_nothing_else(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    client = as_(member(Role.REPORTER, newsroom.north))
    section, portal = newsroom.sections["north"].pk, newsroom.portals["north"].pk
    assert _opens(client, f"{CMS}pages/add/newsroom/article/{section}/")
    assert client.get(f"{CMS}pages/add/newsroom/section/{portal}/").status_code == 403
    assert not _opens(client, f"{CMS}pages/add/newsroom/article/{newsroom.sections['south'].pk}/")
    assert not _opens(client, f"{CMS}pages/add/newsroom/article/{newsroom.sections['centre'].pk}/")


@pytest.mark.parametrize(
    ("role", "publishes"), [(Role.REPORTER, False), (Role.EDITOR, False), (Role.APPROVER, True)]
)
def test_only_approvers_publish(
    newsroom: Newsroom, member: Member, as_: SignIn, role: Role, publishes: bool
) -> None:
    user = member(role, newsroom.north)
    article = newsroom.articles["north"]
    article.owner = user
    article.live = False
    article.save()
    fields = {
        "title": "Tin mới", "slug": "tin", "lead": "", "body-count": "0", "dateline_at": "2022-04-28 16:10",
        "corrections-TOTAL_FORMS": "0", "corrections-INITIAL_FORMS": "0", "corrections-MIN_NUM_FORMS": "0",
        "corrections-MAX_NUM_FORMS": "9", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
    }  # fmt: skip
    as_(user).post(_edit(newsroom, "north"), fields | {"action-publish": "1"})
    article.refresh_from_db()
    assert article.live == publishes
    assert article.get_latest_revision_as_object().title == "Tin mới"


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR])
@pytest.mark.parametrize(
    "page",
    [
        "users/", "groups/", "sites/", "locales/", "collections/", "redirects/", "snippets/", "workflows/list/",
        "workflows/tasks/index/", "reports/site-history/", "reports/locked/", "reports/aging-pages/",
        "reports/page-types-usage/", "reports/workflow/", "reports/workflow_tasks/", "settings/",
    ],
)  # fmt: skip
def test_settings_are_for_administrators_of_the_root(
    newsroom: Newsroom, member: Member, as_: SignIn, role: Role, page: str
) -> None:
    assert as_(member(role, newsroom.north)).get(CMS + page).status_code == 403


@pytest.mark.parametrize("page", ["groups/", "sites/", "redirects/", "reports/site-history/", ""])
def test_administrator_of_the_root_opens_all(
    newsroom: Newsroom, member: Member, as_: SignIn, page: str
) -> None:
    assert _opens(as_(member(Role.ADMINISTRATOR, newsroom.centre)), CMS + page)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR])
@pytest.mark.parametrize(
    "page",
    [
        "", "pages/", "pages/1/", "pages/search/?q=Tin", "pages/search/?q=C%E1%BB%95ng", "choose-page/",
        "choose-page/search/?q=Tin",
        "images/", "images/?q=Hình", "images/chooser/", "images/chooser/results/?q=Hình",
        "documents/", "documents/?q=Văn", "documents/chooser/", "documents/chooser/results/?q=Văn",
        "api/main/pages/", "api/main/pages/?child_of=1&for_explorer=1", "api/main/images/", "api/main/documents/",
    ],
)  # fmt: skip
def test_neighbours_things_are_nowhere_to_be_seen(
    newsroom: Newsroom, member: Member, as_: SignIn, role: Role, page: str
) -> None:
    for name in ("south", "centre"):
        _picture(newsroom.portals[name], f"Hình của {name}")
        collection = Portal.objects.get(pk=newsroom.portals[name].pk).collection
        get_document_model().objects.create(
            title=f"Văn bản của {name}", file=ContentFile(b"x", "a.txt"), collection=collection
        )
    call_command("update_index", verbosity=0)
    client = as_(member(role, newsroom.north))
    text = _text(client, CMS + page)
    for name in ("south", "centre"):
        assert f"Tin của {name}" not in text
        assert f"Cổng {name}" not in text
        assert f"Hình của {name}" not in text
        assert f"Văn bản của {name}" not in text


def test_own_pictures_and_pages_are_seen(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    _picture(newsroom.portals["north"], "Hình của north")
    _picture(newsroom.portals["district"], "Hình của district")
    call_command("update_index", verbosity=0)
    client = as_(member(Role.EDITOR, newsroom.north))
    listing = _text(client, f"{CMS}images/")
    assert "Hình của north" in listing
    assert "Hình của district" in listing
    chooser = _text(client, f"{CMS}images/chooser/")
    assert "Hình của north" in chooser
    pages = _text(client, f"{CMS}pages/search/?q=Tin")
    assert "Tin của north" in pages


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.APPROVER])
def test_neighbours_picture_is_not_opened(
    newsroom: Newsroom, member: Member, as_: SignIn, role: Role
) -> None:
    theirs = _picture(newsroom.portals["south"], "Hình")
    client = as_(member(role, newsroom.north))
    assert not _opens(client, f"{CMS}images/{theirs.pk}/")
    assert not _opens(client, f"{CMS}images/{theirs.pk}/delete/")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR])
def test_portal_is_not_taken_away(newsroom: Newsroom, member: Member, as_: SignIn, role: Role) -> None:
    client = as_(member(role, newsroom.north))
    portal = newsroom.portals["north"]
    for action in ("delete", "unpublish", "move"):
        client.post(f"{CMS}pages/{portal.pk}/{action}/")
    portal.refresh_from_db()
    assert portal.live
    assert Portal.objects.filter(pk=portal.pk).exists()
