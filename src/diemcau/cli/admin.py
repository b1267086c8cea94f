"""`diemcau admin …`: accounts, from the command line of the machine itself."""

import json
import sys
from typing import Any

import click

from diemcau.cli.django import ready


@click.group("admin")
def command() -> None:
    """Make administrators, and help people who are locked out."""
    ready()


@command.command("create")
@click.argument("email")
@click.option("--name", default="", help="The person's full name.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def create(email: str, name: str, as_json: bool) -> None:
    """Make an administrator of the root unit and print a link that sets the password (one hour, once)."""
    from django.core.validators import validate_email  # noqa: PLC0415

    from diemcau.people.administrators import create_administrator  # noqa: PLC0415
    from diemcau.people.api import units_where  # noqa: PLC0415
    from diemcau.people.roles import Role  # noqa: PLC0415

    _refuse_unusable(lambda: validate_email(email.strip()), f"{email!r} is not an e-mail address.")
    user, link = _do(lambda: create_administrator(email, name))
    waits = not units_where(user, {Role.ADMINISTRATOR})
    if as_json:
        click.echo(
            json.dumps({"email": user.email, "link": link, "valid_s": 3600, "waits_for_root_unit": waits})
        )
        return
    click.echo(f"Administrator: {user.email}\nSet the password within one hour, once:\n  {link}")
    if waits:
        click.echo(
            "There is no central unit yet: the rights begin with `diemcau units import FILE --root NAME`."
        )


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def list_(as_json: bool) -> None:
    """List the accounts that hold the role of administrator today, and those that wait for a root unit."""
    from diemcau.people.selectors import list_administrators  # noqa: PLC0415

    rows = list_administrators()
    if as_json:
        click.echo(json.dumps({"administrators": rows}, ensure_ascii=False))
        return
    for row in rows:
        state = "active" if row["active"] else "disabled"
        factor = "second factor" if row["second_factor"] else "no second factor"
        click.echo(f"{row['email']}\t{row['unit'] or 'waits for a central unit'}\t{state}, {factor}")


@command.command("disable")
@click.argument("email")
def disable(email: str) -> None:
    """Close an account at once and end its sessions."""
    from diemcau.people.api import SYSTEM  # noqa: PLC0415
    from diemcau.people.commands import disable_account  # noqa: PLC0415

    user = _find(email)
    _do(lambda: disable_account(by=SYSTEM, user=user))
    click.echo(f"Disabled: {user.email}")


@command.command("enable")
@click.argument("email")
def enable(email: str) -> None:
    """Open a disabled account again."""
    from diemcau.people.api import SYSTEM  # noqa: PLC0415
    from diemcau.people.commands import enable_account  # noqa: PLC0415

    user = _find(email)
    _do(lambda: enable_account(by=SYSTEM, user=user))
    click.echo(f"Enabled: {user.email}")


@command.command("reset-second-factor")
@click.argument("email")
def reset(email: str) -> None:
    """Forget a person's authenticator app and recovery codes; a new one is set up at the next sign-in."""
    from diemcau.people.api import SYSTEM  # noqa: PLC0415
    from diemcau.people.commands import reset_second_factor  # noqa: PLC0415

    user = _find(email)
    _do(lambda: reset_second_factor(by=SYSTEM, user=user))
    click.echo(f"Second factor forgotten: {user.email}")


def _find(email: str) -> Any:
    from diemcau.people.models import User  # noqa: PLC0415

    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        click.echo(f"There is no account with the address {email}.", err=True)
        sys.exit(2)
    return user


def _do(deed: Any) -> Any:
    from diemcau.core.errors import DiemCauError  # noqa: PLC0415

    try:
        return deed()
    except DiemCauError as error:
        click.echo(error.message, err=True)
        sys.exit(1)


def _refuse_unusable(check: Any, message: str) -> None:
    from django.core.exceptions import ValidationError  # noqa: PLC0415

    try:
        check()
    except ValidationError:
        click.echo(message, err=True)
        sys.exit(2)
