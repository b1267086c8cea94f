import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Locale, Page

from diemcau.people.auth import AccountAdapter, visitor_address
from diemcau.people.models import AuditEntry, User
from diemcau.people.roles import Role
from tests.factories.people import PASSWORD, add_second_factor, make_code, make_holder, make_user
from tests.people.conftest import Tree

ELSEWHERE = {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}


def log_in(client: Client, user: User, password: str = PASSWORD, **headers: str) -> object:
    return client.post(reverse("account_login"), {"login": user.email, "password": password}, **headers)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_sign_in_with_the_right_password_opens_the_workspace(tree: Tree, client: Client) -> None:
    user = make_holder(tree.north)
    response = log_in(client, user)
    assert response.headers["Location"] == reverse("workspace")
    assert is_signed_in(client)
    assert client.get(reverse("workspace")).status_code == 200
    assert AuditEntry.objects.filter(action="people.account.signed_in", target_id=str(user.pk)).exists()


def test_sign_in_takes_the_address_in_any_case(tree: Tree, client: Client) -> None:
    user = make_holder(tree.north, email="An.Nguyen@Example.org")
    client.post(reverse("account_login"), {"login": "AN.nguyen@example.ORG", "password": PASSWORD})
    assert is_signed_in(client)
    assert user.email == "an.nguyen@example.org"


def test_sign_in_with_a_wrong_password_stays_out(tree: Tree, client: Client) -> None:
    assert log_in(client, make_holder(tree.north), "sai-mat-khau").status_code == 200
    assert not is_signed_in(client)


def test_disabled_account_stays_out_and_its_session_ends(tree: Tree, client: Client) -> None:
    user = make_holder(tree.north)
    log_in(client, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(reverse("workspace")).status_code == 302
    other = Client()
    log_in(other, user)
    assert not is_signed_in(other)


def test_password_is_kept_by_argon2(db: None) -> None:
    user = User.objects.create_user("moi@example.org", PASSWORD)
    assert user.password.startswith("argon2$argon2id$")


def test_too_many_failures_close_the_account_for_a_while_whatever_the_host(
    tree: Tree, client: Client
) -> None:
    user = make_holder(tree.north)
    for number in range(5):
        log_in(client, user, f"sai-{number}", HTTP_HOST=f"host{number}.example.org")
    response = log_in(client, user)
    assert not is_signed_in(client)
    expected = str(AccountAdapter.error_messages["too_many_login_attempts"])
    assert response.context["form"].non_field_errors() == [expected]


def test_failures_of_one_person_do_not_close_another_account(tree: Tree, client: Client) -> None:
    user, other = make_holder(tree.north), make_holder(tree.north)
    for number in range(5):
        log_in(client, user, f"sai-{number}")
    log_in(client, other)
    assert is_signed_in(client)


@pytest.mark.parametrize("path", ["/app/cms/login/", "/app/admin/login/"])
def test_other_log_ins_lead_to_the_one_and_never_sign_in(tree: Tree, client: Client, path: str) -> None:
    user = make_holder(tree.root, Role.ADMINISTRATOR)
    for name in ("username", "email", "login"):
        response = client.post(path, {name: user.email, "password": PASSWORD})
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_login"))
        assert not is_signed_in(client)
    response = client.get(path, {"next": "/app/cms/"})
    assert response.headers["Location"] == reverse("account_login") + "?next=%2Fapp%2Fcms%2F"


@pytest.mark.parametrize("path", ["/app/cms/", "/app/admin/", "/app/cms/pages/", "/app/admin/auth/group/"])
def test_admin_pages_lead_strangers_to_the_one_log_in(tree: Tree, client: Client, path: str) -> None:
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("path", ["/app/cms/logout/", "/app/admin/logout/"])
def test_other_log_outs_lead_to_the_one(db: None, client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == reverse("account_logout")


@pytest.fixture
def _portal(db: None) -> None:
    """The root of Wagtail's pages, which its migrations make and a test database without them lacks."""
    Locale.objects.get_or_create(language_code="vi")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")


@pytest.mark.usefixtures("_portal")
@pytest.mark.parametrize("path", ["/app/cms/", "/app/admin/"])
@pytest.mark.parametrize("role", list(Role))
def test_admin_pages_open_for_administrators_of_the_root_only(tree: Tree, path: str, role: Role) -> None:
    from tests.factories.people import sign_in  # noqa: PLC0415

    central = sign_in(make_holder(tree.root, role)).get(path)
    assert (central.status_code == 200) is (role == Role.ADMINISTRATOR)
    assert sign_in(make_holder(tree.north, role)).get(path).status_code in {302, 403}


def test_superuser_flag_without_a_post_opens_no_admin_page(tree: Tree, client: Client) -> None:
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert client.get("/app/admin/").status_code == 302
    assert client.get("/app/cms/").status_code in {302, 403}


def test_nobody_signs_up(db: None, client: Client) -> None:
    data = {"email": "la@example.org", "password1": PASSWORD}
    assert client.post(reverse("account_signup"), data).status_code == 200
    assert not User.objects.filter(email="la@example.org").exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "login/code/", "3rdparty/"])
def test_pages_of_allauth_that_are_not_used_are_not_there(db: None, client: Client, path: str) -> None:
    assert client.get(f"/app/accounts/{path}").status_code == 404


def test_sign_in_with_a_second_factor_asks_for_the_code(tree: Tree, client: Client) -> None:
    user = make_holder(tree.root, Role.ORGANISER)
    secret = add_second_factor(user)
    assert log_in(client, user).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": make_code(secret)})
    assert is_signed_in(client)


def test_secret_of_the_second_factor_is_not_readable_in_the_database(tree: Tree) -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415

    user = make_holder(tree.root, Role.ORGANISER)
    secret = add_second_factor(user)
    assert secret not in str(Authenticator.objects.get(user=user).data)


def test_end_of_other_sessions_keeps_this_one(tree: Tree) -> None:
    user = make_holder(tree.north)
    here, there = Client(), Client()
    here.force_login(user)
    there.force_login(user)
    here.post(reverse("end_other_sessions"))
    assert here.get(reverse("workspace")).status_code == 200
    assert there.get(reverse("workspace")).status_code == 302


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("127.0.0.1", None, "127.0.0.1"),
        ("::1", None, "::1"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "nonsense", ""),
        ("203.0.113.9", "127.0.0.1", "203.0.113.9"),
        ("", None, ""),
    ],
)
def test_visitor_address_is_what_the_front_door_says(peer: str, forwarded: str | None, expected: str) -> None:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_REAL_IP="127.0.0.1", **headers)
    assert visitor_address(request) == expected
