import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from diemcau.people.middleware import require_second_factor
from diemcau.people.roles import Role
from tests.factories.people import make_code, make_holder, sign_in
from tests.people.conftest import Tree

STAFF = [role for role in Role if role not in {Role.OPERATOR, Role.VIEWER}]


@pytest.mark.parametrize("role", STAFF)
def test_central_staff_without_a_second_factor_is_led_to_set_it_up(tree: Tree, role: Role) -> None:
    client = sign_in(make_holder(tree.root, role), second_factor=False)
    for path in (
        "/app/",
        "/app/people/",
        "/app/accounts/",
        "/app/accounts/password/change/",
        "/app/nowhere/",
    ):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (302, reverse("mfa_activate_totp")), (
            path
        )


def test_central_staff_without_a_second_factor_gets_403_in_json(tree: Tree) -> None:
    client = sign_in(make_holder(tree.root, Role.CHAIR), second_factor=False)
    for response in (
        client.get("/api/openapi.json"),
        client.get("/app/", headers={"Accept": "application/json"}),
        client.post("/app/", "{}", content_type="application/json"),
    ):
        assert response.status_code == 403
        assert response.json()["error"] == "second_factor_required"
        assert response.json()["message"]


def test_central_staff_may_sign_out_and_change_the_language_before(tree: Tree) -> None:
    client = sign_in(make_holder(tree.root, Role.CHAIR), second_factor=False)
    assert client.post("/app/language/", {"language": "en", "next": "/app/"}).headers["Location"] == "/app/"
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_setting_up_the_second_factor_opens_the_rest_and_ends_other_sessions(
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = make_holder(tree.root, Role.CHAIR)
    client, other = Client(), Client()
    other.force_login(user)
    client.post(reverse("account_login"), {"login": user.email, "password": "mot-mat-khau-du-dai"})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    # allauth sends its signal at the commit, within the request; a test's own transaction never commits.
    monkeypatch.setattr(transaction, "on_commit", lambda callback: callback())
    client.post(reverse("mfa_activate_totp"), {"code": make_code(secret)})
    assert client.get("/app/").status_code == 200
    assert other.get("/app/").headers["Location"].startswith(reverse("account_login"))


def test_provincial_staff_needs_no_second_factor(tree: Tree) -> None:
    client = sign_in(make_holder(tree.north, Role.ADMINISTRATOR), second_factor=False)
    assert client.get("/app/").status_code == 200


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.VIEWER])
def test_central_operator_and_viewer_need_no_second_factor(tree: Tree, role: Role) -> None:
    assert sign_in(make_holder(tree.root, role), second_factor=False).get("/app/").status_code == 200


class _Untouchable:
    path = "/feed/demo/snapshot.json"

    @property
    def user(self) -> None:
        raise AssertionError("the session was looked at")


def test_public_addresses_do_not_look_at_the_session() -> None:
    assert require_second_factor(lambda _request: "answer")(_Untouchable()) == "answer"
