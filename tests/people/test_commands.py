from datetime import timedelta

import pytest
from django.urls import reverse

from diemcau.core.errors import Invalid, NotAllowed, Refused
from diemcau.people import commands
from diemcau.people.api import SYSTEM
from diemcau.people.models import AccountLink, AuditEntry, Post, User
from diemcau.people.roles import Role
from tests.factories.people import add_second_factor, make_holder, make_post, make_user, sign_in, today
from tests.people.conftest import Tree


def actions() -> list[str]:
    entries = AuditEntry.objects.filter(action__startswith="people.").order_by("id")
    return list(entries.values_list("action", flat=True))


def invite(by: User, unit_id: int, role: Role = Role.OPERATOR) -> User:
    user, _link = commands.invite_person(
        by=by, email="Moi@example.org", full_name="Lê  Thị Mới", unit_id=unit_id, role=role, since=today()
    )
    return user


def test_invitation_makes_account_post_link_and_entries(tree: Tree) -> None:
    user = invite(make_holder(tree.north, Role.ADMINISTRATOR), tree.north_district)
    assert (user.email, user.full_name, user.sort_name) == ("moi@example.org", "Lê Thị Mới", "Mới Lê Thị")
    assert not user.has_usable_password()
    assert user.posts.get().unit_id == tree.north_district
    assert AccountLink.objects.filter(user=user).count() == 1
    assert actions() == ["people.account.made", "people.post.added", "people.account.invited"]
    assert "http" not in str(list(AuditEntry.objects.values_list("details", flat=True)))


@pytest.mark.parametrize("role", list(Role))
def test_invitation_is_for_administrators_within_their_branch(tree: Tree, role: Role) -> None:
    by = make_holder(tree.north, role)
    for unit_id in (tree.root, tree.south, tree.south_district):
        with pytest.raises(NotAllowed):
            invite(by, unit_id)
    if role != Role.ADMINISTRATOR:
        with pytest.raises(NotAllowed):
            invite(by, tree.north)
    assert not User.objects.filter(email="moi@example.org").exists()
    assert actions() == []


def test_invitation_to_a_known_address_is_refused(tree: Tree) -> None:
    make_user(email="moi@example.org")
    with pytest.raises(Refused):
        invite(make_holder(tree.north, Role.ADMINISTRATOR), tree.north)


def test_administrator_whose_post_ended_yesterday_invites_nobody(tree: Tree) -> None:
    by = make_user()
    make_post(by, tree.north, Role.ADMINISTRATOR, until=today() - timedelta(days=1))
    with pytest.raises(NotAllowed):
        invite(by, tree.north)


def test_post_with_its_end_before_its_beginning_is_refused(tree: Tree) -> None:
    with pytest.raises(Invalid):
        commands.add_post(
            by=SYSTEM,
            user=make_user(),
            unit_id=tree.north,
            role=Role.CHAIR,
            since=today(),
            until=today() - timedelta(days=1),
        )


def test_end_of_a_post_takes_its_role_away(tree: Tree) -> None:
    by, person = make_holder(tree.north, Role.ADMINISTRATOR), make_user()
    post = make_post(person, tree.north_district, Role.CHAIR)
    commands.end_post(by=by, post=post, last_day=commands.yesterday())
    assert Post.objects.get(pk=post.pk).until == commands.yesterday()
    assert actions() == ["people.post.ended"]


def test_post_to_come_is_taken_back(tree: Tree) -> None:
    post = make_post(make_user(), tree.north, Role.CHAIR, since=today() + timedelta(days=3))
    commands.end_post(by=SYSTEM, post=post, last_day=commands.yesterday())
    assert not Post.objects.filter(pk=post.pk).exists()
    assert actions() == ["people.post.taken_back"]


def test_neighbour_ends_no_post(tree: Tree) -> None:
    post = make_post(make_user(), tree.south_district, Role.CHAIR)
    with pytest.raises(NotAllowed):
        commands.end_post(by=make_holder(tree.north, Role.ADMINISTRATOR), post=post, last_day=today())


def test_disabled_account_loses_sessions_and_links(tree: Tree) -> None:
    by, person = make_holder(tree.north, Role.ADMINISTRATOR), make_holder(tree.north_district)
    client = sign_in(person)
    commands.invite_again(by=by, user=person)
    commands.disable_account(by=by, user=person)
    assert client.get(reverse("workspace")).status_code == 302
    assert not AccountLink.objects.filter(user=person).exists()
    with pytest.raises(Refused):
        commands.invite_again(by=by, user=person)
    commands.enable_account(by=by, user=person)
    assert client.get(reverse("workspace")).status_code == 302
    assert actions()[-2:] == ["people.account.disabled", "people.account.enabled"]


def test_nobody_disables_the_own_account(tree: Tree) -> None:
    by = make_holder(tree.root, Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        commands.disable_account(by=by, user=by)


DEEDS = {
    "disable": lambda by, user: commands.disable_account(by=by, user=user),
    "enable": lambda by, user: commands.enable_account(by=by, user=user),
    "invite": lambda by, user: commands.invite_again(by=by, user=user),
    "reset": lambda by, user: commands.reset_second_factor(by=by, user=user),
    "rename": lambda by, user: commands.rename_person(by=by, user=user, full_name="X", sort_name=""),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", list(Role))
def test_accounts_are_managed_by_administrators_of_the_branch(tree: Tree, deed: str, role: Role) -> None:
    person = make_holder(tree.north_district)
    own, neighbour = make_holder(tree.north, role), make_holder(tree.south, role)
    if role == Role.ADMINISTRATOR:
        DEEDS[deed](own, person)
    else:
        with pytest.raises(NotAllowed):
            DEEDS[deed](own, person)
    with pytest.raises(NotAllowed):
        DEEDS[deed](neighbour, person)


def test_district_does_not_manage_central_staff_who_have_a_post_there(tree: Tree) -> None:
    person = make_holder(tree.root, Role.CHAIR)
    make_post(person, tree.north_district, Role.VIEWER)
    with pytest.raises(NotAllowed):
        commands.reset_second_factor(by=make_holder(tree.north_district, Role.ADMINISTRATOR), user=person)


def test_reset_of_the_second_factor_ends_sessions_and_asks_for_a_new_one(tree: Tree) -> None:
    person = make_holder(tree.root, Role.CHAIR)
    client = sign_in(person)
    commands.reset_second_factor(by=SYSTEM, user=person)
    assert client.get(reverse("workspace")).headers["Location"].startswith(reverse("account_login"))
    fresh = sign_in(person, second_factor=False)
    assert fresh.get(reverse("workspace")).headers["Location"] == reverse("mfa_activate_totp")


def test_second_factor_added_by_a_person_leaves_an_entry(tree: Tree) -> None:
    add_second_factor(person := make_holder(tree.root, Role.CHAIR))
    commands.reset_second_factor(by=SYSTEM, user=person)
    assert actions() == ["people.second_factor.reset"]
