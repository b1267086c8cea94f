from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from diemcau.core import clock
from diemcau.core.errors import Invalid, Refused
from diemcau.people.api import SYSTEM
from diemcau.people.commands import disable_account, set_password_by_link
from diemcau.people.links import INVITATION_LIFE, find_link, make_link
from diemcau.people.models import AccountLink
from tests.factories.people import PASSWORD, make_holder, make_user
from tests.people.conftest import Tree

NEW = "mat-khau-moi-rat-dai"


def token_of(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def test_link_sets_the_password_without_javascript_and_leads_to_the_sign_in(
    tree: Tree, client: Client
) -> None:
    user = make_user(password="!")
    path = path_of(make_link(user, INVITATION_LIFE))
    response = client.get(path)
    assert response.headers["Location"] == reverse("account_link_password")
    assert client.get(reverse("account_link_password")).status_code == 200
    response = client.post(reverse("account_link_password"), {"password": NEW, "repeated": NEW})
    assert response.headers["Location"] == reverse("account_login")
    client.post(reverse("account_login"), {"login": user.email, "password": NEW})
    assert "_auth_user_id" in client.session


def test_opening_a_link_does_not_use_it_up(tree: Tree, client: Client) -> None:
    path = path_of(make_link(make_user(), INVITATION_LIFE))
    for _ in range(3):
        client.get(path, follow=True)
    assert Client().get(path, follow=True).status_code == 200


def test_link_works_once(tree: Tree, client: Client) -> None:
    address = make_link(make_user(), INVITATION_LIFE)
    set_password_by_link(token=token_of(address), password=NEW)
    with pytest.raises(Refused):
        set_password_by_link(token=token_of(address), password=NEW)
    assert client.get(path_of(address), follow=True).status_code == 410


def test_link_ends_after_its_life(tree: Tree, client: Client) -> None:
    address = make_link(make_user(), INVITATION_LIFE)
    link = AccountLink.objects.get()
    assert link.expires_at - link.made_at == timedelta(hours=72)
    AccountLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert find_link(token_of(address)) is None
    assert client.get(path_of(address), follow=True).status_code == 410


def test_newer_link_replaces_the_earlier(tree: Tree) -> None:
    user = make_user()
    first, second = make_link(user, INVITATION_LIFE), make_link(user, INVITATION_LIFE)
    assert find_link(token_of(first)) is None
    assert find_link(token_of(second)) is not None


def test_link_of_a_disabled_account_is_dead(tree: Tree) -> None:
    user = make_holder(tree.north)
    address = make_link(user, INVITATION_LIFE)
    disable_account(by=SYSTEM, user=user)
    assert find_link(token_of(address)) is None


def test_link_is_not_readable_in_the_database(tree: Tree) -> None:
    token = token_of(make_link(make_user(), INVITATION_LIFE))
    assert token not in str(AccountLink.objects.values_list().get())


def test_weak_password_is_refused_and_the_link_stays(tree: Tree, client: Client) -> None:
    address = make_link(make_user(), INVITATION_LIFE)
    with pytest.raises(Invalid):
        set_password_by_link(token=token_of(address), password="ngan")
    client.get(path_of(address))
    response = client.post(reverse("account_link_password"), {"password": "ngan", "repeated": "ngan"})
    assert "password" in response.context["form"].errors
    response = client.post(reverse("account_link_password"), {"password": NEW, "repeated": NEW + "x"})
    assert "repeated" in response.context["form"].errors
    assert find_link(token_of(address)) is not None


def test_setting_a_password_ends_the_sessions(tree: Tree, client: Client) -> None:
    user = make_holder(tree.north)
    client.force_login(user)
    set_password_by_link(token=token_of(make_link(user, INVITATION_LIFE)), password=NEW)
    assert client.get(reverse("workspace")).status_code == 302


def test_forgotten_password_goes_by_letter_to_our_own_host(tree: Tree, client: Client, settings) -> None:
    user = make_holder(tree.north)
    client.post(reverse("account_reset_password"), {"email": user.email}, HTTP_HOST="evil.example.org")
    letter = mail.outbox[0].body
    address = next(word for word in letter.split() if word.startswith("http"))
    assert address.startswith(settings.PUBLIC_URL + "/app/accounts/password/reset/key/")
    assert "evil" not in letter
    page = client.get(path_of(address), follow=True)
    action = page.redirect_chain[-1][0]
    client.post(action, {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert Client().get(path_of(address)).status_code == 200  # a page that says that it no longer works
    assert not user.check_password(PASSWORD)


def test_forgotten_password_of_nobody_sends_nothing_and_says_the_same(tree: Tree, client: Client) -> None:
    response = client.post(reverse("account_reset_password"), {"email": "khongco@example.org"})
    assert response.headers["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []
