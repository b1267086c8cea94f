from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from diemcau.people import api, rules
from diemcau.people.models import User
from diemcau.people.roles import Role
from tests.factories.people import make_holder, make_post, make_user, today
from tests.people.conftest import Tree


@pytest.mark.parametrize("role", list(Role))
def test_role_holds_for_the_branch_and_not_for_the_neighbour(tree: Tree, role: Role) -> None:
    user = make_holder(tree.north, role)
    others = set(Role) - {role}
    assert api.holds(user, {role}, tree.north)
    assert api.holds(user, {role}, tree.north_district)
    assert not api.holds(user, {role}, tree.root)
    assert not api.holds(user, {role}, tree.south)
    assert not api.holds(user, {role}, tree.south_district)
    assert not api.holds(user, others, tree.north)
    assert api.units_where(user, {role}) == {tree.north}
    assert api.units_where(user, others) == set()


def test_post_holds_on_its_first_and_last_day_only(tree: Tree) -> None:
    user = make_user()
    day = today()
    make_post(user, tree.north, Role.CHAIR, since=day, until=day)
    assert api.holds(user, {Role.CHAIR}, tree.north)
    assert not api.holds(user, {Role.CHAIR}, tree.north, on=day - timedelta(days=1))
    assert not api.holds(user, {Role.CHAIR}, tree.north, on=day + timedelta(days=1))


def test_post_ended_yesterday_holds_nothing(tree: Tree) -> None:
    user = make_user()
    make_post(user, tree.north, Role.CHAIR, until=today() - timedelta(days=1))
    assert not api.holds(user, {Role.CHAIR}, tree.north)


def test_post_starting_tomorrow_holds_nothing_yet(tree: Tree) -> None:
    user = make_user()
    make_post(user, tree.north, Role.CHAIR, since=today() + timedelta(days=1))
    assert not api.holds(user, {Role.CHAIR}, tree.north)


def test_nobody_holds_anything_without_an_account(tree: Tree) -> None:
    assert not api.holds(AnonymousUser(), set(Role), tree.root)
    assert api.units_where(AnonymousUser(), set(Role)) == set()
    assert not api.is_central_staff(AnonymousUser())


def test_superuser_flag_alone_holds_nothing(tree: Tree) -> None:
    user = make_user(is_superuser=True, is_staff=True)
    assert not api.holds(user, set(Role), tree.root)
    assert not rules.administers_root(user)


def test_disabled_account_holds_nothing(tree: Tree) -> None:
    user = make_holder(tree.root, Role.ADMINISTRATOR, is_active=False)
    assert not api.holds(user, set(Role), tree.root)


def test_new_post_is_seen_by_a_user_object_that_asked_before(tree: Tree) -> None:
    user = make_user()
    assert not api.holds(user, {Role.CHAIR}, tree.north)
    make_post(User.objects.get(pk=user.pk), tree.north, Role.CHAIR)
    assert api.holds(user, {Role.CHAIR}, tree.north)


@pytest.mark.parametrize(
    ("role", "central"),
    [(role, role not in {Role.OPERATOR, Role.VIEWER}) for role in Role],
)
def test_central_staff_is_every_role_but_operator_and_viewer_in_a_central_unit(
    tree: Tree, role: Role, central: bool
) -> None:
    assert api.is_central_staff(make_holder(tree.root, role)) is central
    assert not api.is_central_staff(make_holder(tree.north, role))


@pytest.mark.parametrize("role", list(Role))
def test_only_administrators_give_posts_and_only_in_their_branch(tree: Tree, role: Role) -> None:
    user = make_holder(tree.north, role)
    is_administrator = role == Role.ADMINISTRATOR
    assert rules.may_give(user, tree.north) is is_administrator
    assert rules.may_give(user, tree.north_district) is is_administrator
    assert not rules.may_give(user, tree.root)
    assert not rules.may_give(user, tree.south_district)


def test_account_with_a_post_elsewhere_is_not_managed_by_one_branch(tree: Tree) -> None:
    administrator = make_holder(tree.north, Role.ADMINISTRATOR)
    person = make_holder(tree.north_district, Role.OPERATOR)
    assert rules.may_manage(administrator, person)
    make_post(person, tree.south, Role.VIEWER)
    assert not rules.may_manage(administrator, person)
    assert rules.may_manage(make_holder(tree.root, Role.ADMINISTRATOR), person)


def test_account_without_any_post_is_managed_from_the_root_only(tree: Tree) -> None:
    person = make_user()
    assert not rules.may_manage(make_holder(tree.north, Role.ADMINISTRATOR), person)
    assert rules.may_manage(make_holder(tree.root, Role.ADMINISTRATOR), person)


@pytest.mark.parametrize("role", list(Role))
def test_people_of_the_branch_are_read_by_those_who_need_it(tree: Tree, role: Role) -> None:
    reader = make_holder(tree.north, role)
    needs = role in {Role.ADMINISTRATOR, Role.ORGANISER, Role.SECRETARY, Role.TECHNICAL}
    assert rules.may_list_people(reader) is needs
    assert rules.may_read_person(reader, make_holder(tree.north_district)) is needs
    assert not rules.may_read_person(reader, make_holder(tree.south))
    assert rules.may_read_person(reader, reader)


def test_past_post_keeps_a_person_readable_for_administrators_only(tree: Tree) -> None:
    person = make_user()
    make_post(person, tree.north, Role.VIEWER, until=today() - timedelta(days=1))
    assert rules.may_read_person(make_holder(tree.north, Role.ADMINISTRATOR), person)
    assert not rules.may_read_person(make_holder(tree.north, Role.ORGANISER), person)


def test_holds_asks_the_database_for_posts_once(tree: Tree, django_assert_num_queries) -> None:
    user = make_holder(tree.north, Role.CHAIR)
    api.holds(user, {Role.CHAIR}, tree.north)  # reads the tree of the day
    fresh = User.objects.get(pk=user.pk)
    with django_assert_num_queries(3):  # posts once, the tree's mark each time
        assert api.holds(fresh, {Role.CHAIR}, tree.north)
        assert api.holds(fresh, {Role.CHAIR}, tree.north_district)
