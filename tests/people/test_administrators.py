import json
from datetime import date

import pytest
from click.testing import CliRunner, Result

from diemcau.cli.main import cli
from diemcau.people.api import Role, holds
from diemcau.people.models import AccountLink, AuditEntry, User
from diemcau.units import api as units
from tests.factories.people import add_second_factor, make_holder
from tests.people.conftest import Tree


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["admin", *arguments])


def test_create_makes_an_administrator_of_the_root_with_a_link_for_an_hour(tree: Tree) -> None:
    result = run("create", "Chi@example.org", "--name", "Phạm Thị Chi", "--json")
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert printed["email"] == "chi@example.org"
    assert printed["valid_s"] == 3600
    assert "/app/accounts/invitation/" in printed["link"]
    user = User.objects.get(email="chi@example.org")
    assert holds(user, {Role.ADMINISTRATOR}, tree.south_district)
    link = AccountLink.objects.get(user=user)
    assert (link.expires_at - link.made_at).total_seconds() == 3600


def test_create_before_any_unit_waits_without_rights_until_the_root_is_founded(db: None) -> None:
    result = run("create", "chi@example.org")
    assert result.exit_code == 0
    assert "units import" in result.stdout
    user = User.objects.get()
    assert not user.posts.exists()
    root = units.found(
        actor="test", name="Trung ương", code="TW", level="central", parent_id=None, on=date(2019, 1, 1)
    )
    assert holds(user, {Role.ADMINISTRATOR}, root.id)
    assert not User.objects.get().awaits_root
    assert AuditEntry.objects.filter(action="people.post.added", target_id=str(user.pk)).count() == 1


def test_post_that_was_ended_does_not_come_back_with_the_next_change_of_units(tree: Tree) -> None:
    run("create", "chi@example.org")
    user = User.objects.get(email="chi@example.org")
    user.posts.all().delete()
    units.rename(actor="test", unit_id=tree.north, on=units.as_of().on, name="Tỉnh Mới")
    assert not user.posts.exists()


def test_create_again_makes_no_second_account_but_a_new_link(tree: Tree) -> None:
    first, second = run("create", "chi@example.org"), run("create", "chi@example.org")
    assert (first.exit_code, second.exit_code) == (0, 0)
    user = User.objects.get(email="chi@example.org")
    assert user.posts.count() == 1
    assert AccountLink.objects.filter(user=user).count() == 1


def test_create_with_an_unusable_address_is_refused(db: None) -> None:
    assert run("create", "not-an-address").exit_code == 2
    assert not User.objects.exists()


def test_create_for_a_disabled_account_is_refused(tree: Tree) -> None:
    make_holder(tree.north, email="chi@example.org", is_active=False)
    assert run("create", "chi@example.org").exit_code == 1


def test_disable_enable_and_reset_work_on_the_named_account(tree: Tree) -> None:
    user = make_holder(tree.root, Role.ADMINISTRATOR, email="chi@example.org")
    add_second_factor(user)
    assert json.loads(run("list", "--json").stdout)["administrators"] == [
        {
            "email": "chi@example.org",
            "name": user.full_name,
            "unit": "Trung ương",
            "active": True,
            "second_factor": True,
        }
    ]
    assert run("reset-second-factor", "CHI@example.org").exit_code == 0
    assert "no second factor" in run("list").stdout
    assert run("disable", "chi@example.org").exit_code == 0
    assert "disabled" in run("list").stdout
    assert run("enable", "chi@example.org").exit_code == 0
    assert User.objects.get().is_active


@pytest.mark.parametrize("deed", ["disable", "enable", "reset-second-factor"])
def test_unknown_address_is_refused(db: None, deed: str) -> None:
    assert run(deed, "khongco@example.org").exit_code == 2
