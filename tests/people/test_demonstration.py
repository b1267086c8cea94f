from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from diemcau.people.api import is_central_staff, make_demonstration_accounts
from diemcau.people.auth import AccountAdapter
from diemcau.people.models import AuditEntry, Post, User
from diemcau.people.roles import Role
from diemcau.units import api as units
from tests.people.conftest import Tree

ELSEWHERE = {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}


@pytest.fixture
def accounts(tree: Tree) -> list[Any]:
    """The demonstration accounts of the root unit."""
    root = units.root()
    assert root is not None
    return make_demonstration_accounts(root)


def log_in(client: Client, account: Any, **headers: str) -> Any:
    return client.post(
        reverse("account_login"), {"login": account.email, "password": account.password}, **headers
    )


def test_demonstration_has_one_account_per_role_named_by_the_role(accounts: list[Any]) -> None:
    assert [account.role for account in accounts] == list(Role)
    assert all(account.email.endswith("@demo.invalid") for account in accounts)
    assert len({account.password for account in accounts}) == 1
    assert len(accounts[0].password) >= 12
    chair = User.objects.get(email="chutri@demo.invalid")
    assert (chair.full_name, chair.is_demonstration) == ("Chủ trì", True)


def test_demonstration_made_again_changes_nothing(accounts: list[Any], tree: Tree) -> None:
    before = (User.objects.count(), Post.objects.count(), AuditEntry.objects.count())
    root = units.root()
    assert root is not None
    assert make_demonstration_accounts(root) == accounts
    assert (User.objects.count(), Post.objects.count(), AuditEntry.objects.count()) == before


def test_demonstration_signs_in_on_the_machine_without_a_second_factor(
    accounts: list[Any], client: Client
) -> None:
    for account in accounts:
        assert log_in(client, account).headers["Location"] == reverse("workspace")
        assert client.get(reverse("workspace")).status_code == 200
        client.logout()
    assert is_central_staff(User.objects.get(email="chutri@demo.invalid"))


def test_demonstration_is_refused_from_elsewhere(accounts: list[Any], client: Client) -> None:
    response = log_in(client, accounts[2], **ELSEWHERE)
    assert "_auth_user_id" not in client.session
    expected = str(AccountAdapter.error_messages["demonstration_elsewhere"])
    assert response.context["form"].non_field_errors() == [expected]


def test_demonstration_session_taken_elsewhere_ends(accounts: list[Any], client: Client) -> None:
    log_in(client, accounts[0])
    response = client.get(reverse("workspace"), **ELSEWHERE)
    assert response.headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_demonstration_session_taken_elsewhere_is_refused_in_json(
    accounts: list[Any], client: Client
) -> None:
    log_in(client, accounts[0])
    response = client.get(reverse("workspace"), headers={"Accept": "application/json"}, **ELSEWHERE)
    assert (response.status_code, response.json()["error"]) == (403, "demonstration_elsewhere")
