from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from diemcau.people.api import Role, actor_of, record
from diemcau.people.models import AuditEntry, Post, User
from tests.factories.people import make_holder, make_post, make_user, sign_in, today
from tests.people.conftest import Tree

PAGES = ["/app/", "/app/people/", "/app/people/invite/", "/app/audit/", "/app/accounts/"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_lead_strangers_to_the_log_in(db: None, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.headers["Location"] == f"{reverse('account_login')}?next={path}"


READERS = {Role.ADMINISTRATOR, Role.ORGANISER, Role.SECRETARY, Role.TECHNICAL}


@pytest.mark.parametrize("role", list(Role))
def test_pages_open_for_those_who_need_them(tree: Tree, role: Role) -> None:
    client = sign_in(make_holder(tree.north, role))
    is_administrator = role == Role.ADMINISTRATOR
    expected = {"/app/": True, "/app/accounts/": True, "/app/people/": role in READERS}
    expected |= {"/app/people/invite/": is_administrator, "/app/audit/": is_administrator}
    assert {path: client.get(path).status_code for path in expected} == {
        path: 200 if may else 403 for path, may in expected.items()
    }


@pytest.mark.parametrize("role", list(Role))
def test_workspace_shows_only_what_the_person_may_open(tree: Tree, role: Role) -> None:
    page = sign_in(make_holder(tree.north, role)).get("/app/").content.decode()
    assert ('href="/app/people/"' in page) is (role in READERS)
    assert ('href="/app/audit/"' in page) is (role == Role.ADMINISTRATOR)
    assert 'href="/app/cms/"' not in page
    assert 'href="/app/admin/"' not in page


def test_workspace_of_a_person_without_posts_says_so(db: None) -> None:
    response = sign_in(make_user()).get("/app/")
    assert response.status_code == 200
    assert response.context["entries"] == []


def names(response) -> list[str]:
    return [person.full_name for person, _posts in response.context["rows"]]


def test_list_shows_the_branch_in_vietnamese_order_and_not_the_neighbour(tree: Tree) -> None:
    client = sign_in(make_holder(tree.north, Role.ORGANISER, full_name="Đỗ Văn Ân"))
    for name, unit_id in (
        ("Nguyễn Thị Ánh", tree.north_district),
        ("Trần Văn An", tree.north),
        ("Lê Thị Đào", tree.north),
        ("Lê Thị Dung", tree.north),
        ("Phạm Văn Lạ", tree.south),
        ("Hoàng Văn Cả", tree.root),
    ):
        make_holder(unit_id, full_name=name)
    assert names(client.get("/app/people/")) == [
        "Trần Văn An",
        "Nguyễn Thị Ánh",
        "Đỗ Văn Ân",
        "Lê Thị Dung",
        "Lê Thị Đào",
    ]


def test_list_searches_without_accents_and_filters_by_branch_and_role(tree: Tree) -> None:
    client = sign_in(make_holder(tree.root, Role.ADMINISTRATOR, full_name="Quản Trị"))
    make_holder(tree.north, Role.CHAIR, full_name="Trần Đức Hoà")
    make_holder(tree.north_district, Role.VIEWER, full_name="Lê Thị Hoa")
    make_holder(tree.south, Role.CHAIR, full_name="Phan Hòa")
    assert names(client.get("/app/people/", {"q": "hoa"})) == ["Lê Thị Hoa", "Phan Hòa", "Trần Đức Hoà"]
    assert names(client.get("/app/people/", {"q": "duc tran"})) == ["Trần Đức Hoà"]
    assert names(client.get("/app/people/", {"unit": "lang son"})) == ["Lê Thị Hoa", "Trần Đức Hoà"]
    assert names(client.get("/app/people/", {"unit": "P20", "role": "chair"})) == ["Trần Đức Hoà"]
    assert names(client.get("/app/people/", {"role": "chair"})) == ["Phan Hòa", "Trần Đức Hoà"]


def test_list_filter_does_not_reach_beyond_the_branch(tree: Tree) -> None:
    client = sign_in(make_holder(tree.north, Role.ORGANISER))
    make_holder(tree.south, full_name="Phạm Văn Lạ")
    assert names(client.get("/app/people/", {"unit": "P96"})) == []


def test_list_leaves_out_posts_of_the_past_unless_an_administrator_asks(tree: Tree) -> None:
    person = make_user(full_name="Đã Thôi Việc")
    make_post(person, tree.north, Role.CHAIR, until=today() - timedelta(days=1))
    assert "Đã Thôi Việc" not in names(sign_in(make_holder(tree.north, Role.ORGANISER)).get("/app/people/"))
    assert "Đã Thôi Việc" in names(sign_in(make_holder(tree.north, Role.ADMINISTRATOR)).get("/app/people/"))


def test_list_asks_a_fixed_number_of_queries(tree: Tree, django_assert_max_num_queries) -> None:
    client = sign_in(make_holder(tree.root, Role.ADMINISTRATOR))
    for _ in range(30):
        make_holder(tree.north_district)
    client.get("/app/people/")
    with django_assert_max_num_queries(20):
        assert len(client.get("/app/people/").context["rows"]) == 31


def test_neighbours_person_is_not_found(tree: Tree) -> None:
    person = make_holder(tree.south)
    client = sign_in(make_holder(tree.north, Role.ADMINISTRATOR))
    assert client.get(reverse("person_page", args=[person.pk])).status_code == 404
    for name in ("rename", "invite_again", "disable", "enable", "reset_second_factor"):
        assert client.post(reverse(f"person_{name}", args=[person.pk])).status_code == 404
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.SECRETARY, Role.TECHNICAL])
def test_reader_sees_a_person_and_changes_nothing(tree: Tree, role: Role) -> None:
    person = make_holder(tree.north_district)
    client = sign_in(make_holder(tree.north, role))
    page = client.get(reverse("person_page", args=[person.pk]))
    assert page.status_code == 200
    assert '<form method="post" action="/app/people/' not in page.content.decode()
    assert client.post(reverse("person_disable", args=[person.pk])).status_code == 403
    post = {"unit": "D185", "role": "chair", "since": "2026-01-01"}
    assert client.post(reverse("post_add", args=[person.pk]), post).status_code == 403
    assert Post.objects.filter(user=person).count() == 1


def test_invitation_sends_a_letter_and_shows_the_person(tree: Tree) -> None:
    client = sign_in(make_holder(tree.north, Role.ADMINISTRATOR))
    form = {
        "email": "moi@example.org",
        "full_name": "Vũ Thị Mới",
        "unit": "huyen bac son",
        "title": "Phó Giám đốc",
        "role": "operator",
        "since": today().isoformat(),
        "until": "",
    }
    response = client.post(reverse("person_invite"), form, follow=True)
    person = User.objects.get(email="moi@example.org")
    assert response.redirect_chain == [(reverse("person_page", args=[person.pk]), 302)]
    assert person.posts.get().title == "Phó Giám đốc"
    assert mail.outbox[0].to == ["moi@example.org"]
    assert "/app/accounts/invitation/" in mail.outbox[0].body
    assert "/app/accounts/invitation/" not in response.content.decode()


def test_invitation_into_the_neighbours_branch_is_refused(tree: Tree) -> None:
    client = sign_in(make_holder(tree.north, Role.ADMINISTRATOR))
    form = {"email": "moi@example.org", "full_name": "Vũ Mới", "role": "viewer", "since": "2026-01-01"}
    assert client.post(reverse("person_invite"), form | {"unit": "P96"}).status_code == 403
    assert not User.objects.filter(email="moi@example.org").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "khong co dau"),
        ("unit", "tinh"),
        ("until", "2020-01-01"),
        ("email", "khong-phai"),
        ("role", "king"),
        ("since", "32/13/2026"),
    ],
)
def test_invitation_with_a_fault_says_where_it_is(tree: Tree, field: str, value: str) -> None:
    client = sign_in(make_holder(tree.root, Role.ADMINISTRATOR))
    good = {"email": "a@example.org", "full_name": "A", "unit": "TW", "role": "viewer", "since": "2026-01-01"}
    response = client.post(reverse("person_invite"), good | {field: value})
    assert list(response.context["form"].errors) == [field]


def test_post_is_added_and_ended_on_the_persons_page(tree: Tree) -> None:
    person = make_holder(tree.north_district)
    client = sign_in(make_holder(tree.north, Role.ADMINISTRATOR))
    form = {"unit": "P20", "title": "", "role": "secretary", "since": today().isoformat(), "until": ""}
    client.post(reverse("post_add", args=[person.pk]), form)
    post = person.posts.get(unit_id=tree.north)
    client.post(reverse("post_end", args=[person.pk, post.pk]), {"last_day": today().isoformat()})
    post.refresh_from_db()
    assert post.until == today()


def test_post_of_another_person_is_not_ended_through_a_page(tree: Tree) -> None:
    person, other = make_holder(tree.north), make_holder(tree.north)
    client = sign_in(make_holder(tree.north, Role.ADMINISTRATOR))
    address = reverse("post_end", args=[person.pk, other.posts.get().pk])
    assert client.post(address, {"last_day": today().isoformat()}).status_code == 404
    assert other.posts.get().until is None


def test_letter_that_cannot_be_sent_is_told(tree: Tree, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    person = make_holder(tree.north)
    client = sign_in(make_holder(tree.north, Role.ADMINISTRATOR))
    response = client.post(reverse("person_invite_again", args=[person.pk]), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_audit_trail_shows_the_own_branch_only(tree: Tree) -> None:
    north, south = make_user(full_name="Bắc"), make_user(full_name="Nam")
    record(actor=actor_of(north), action="x.north", unit_id=tree.north_district)
    record(actor=actor_of(south), action="x.south", unit_id=tree.south)
    record(actor=actor_of(south), action="x.nowhere")

    def seen(unit_id: int) -> set[str]:
        response = sign_in(make_holder(unit_id, Role.ADMINISTRATOR)).get("/app/audit/", {"action": "x."})
        return {entry.action for entry in response.context["page"]}

    assert seen(tree.north) == {"x.north"}
    assert seen(tree.south) == {"x.south"}
    assert seen(tree.root) == {"x.north", "x.south", "x.nowhere"}


def test_audit_trail_is_filtered_by_each_field(tree: Tree) -> None:
    client = sign_in(make_holder(tree.root, Role.ADMINISTRATOR))
    an = make_user(full_name="Trần An")
    record(actor=actor_of(an), action="venue.link.revoked", target=an, conference="demo")

    def found(**wanted: str) -> int:
        page = client.get("/app/audit/", wanted).context["page"]
        return sum(entry.action == "venue.link.revoked" for entry in page)

    day = today()
    assert found(actor="An", action="venue.link", target="Trần", conference="demo") == 1
    assert found(first_day=day.isoformat(), last_day=day.isoformat()) == 1
    assert found(actor="Bình") == found(action="people.") == found(target="x") == found(conference="c") == 0
    assert found(first_day=(day + timedelta(days=1)).isoformat()) == 0
    assert found(last_day=(day - timedelta(days=1)).isoformat()) == 0


def test_audit_trail_asks_a_fixed_number_of_queries(tree: Tree, django_assert_max_num_queries) -> None:
    client = sign_in(make_holder(tree.root, Role.ADMINISTRATOR))
    for _ in range(60):
        record(actor=actor_of(make_user()), action="x.y")
    client.get("/app/audit/")
    with django_assert_max_num_queries(12):
        client.get("/app/audit/")


def test_deeds_are_not_done_by_get(tree: Tree) -> None:
    person = make_holder(tree.north)
    client = sign_in(make_holder(tree.north, Role.ADMINISTRATOR))
    for name in ("rename", "invite_again", "disable", "enable", "reset_second_factor"):
        assert client.get(reverse(f"person_{name}", args=[person.pk])).status_code == 405
    assert not AuditEntry.objects.filter(action__startswith="people.account.disabled").exists()


def test_language_of_the_workspace_follows_the_cookie(db: None, client: Client) -> None:
    response = client.post("/app/language/", {"language": "en", "next": "/app/"})
    assert response.cookies["dc_language"].value == "en"
    assert '<html lang="en"' in client.get(reverse("account_login")).content.decode()
