"""`diemcau admin …`: accounts, from the command line of the machine itself."""

import json
import sys
from typing import Any

import click

from diemcau.cli.django import ready, speak_as_the_terminal
from diemcau.core.terminal import gettext as _


@click.group("admin", help=_("Make administrators, and help people who are locked out."))
def command() -> None:
    """Load Django for all subcommands."""
    ready()
    speak_as_the_terminal()


@command.command(
    "create",
    help=_(
        "Make an administrator of the root unit and print a link that sets the password (one hour, once)."
    ),
)
@click.argument("email")
@click.option("--name", default="", help=_("The person's full name."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object and nothing else."))
def create(email: str, name: str, as_json: bool) -> None:
    """Make the account; for one that is there already, make a new link."""
    from django.core.validators import validate_email  # noqa: PLC0415

    from diemcau.people.administrators import create_administrator  # noqa: PLC0415
    from diemcau.people.api import units_where  # noqa: PLC0415
    from diemcau.people.roles import Role  # noqa: PLC0415

    _refuse_unusable(
        lambda: validate_email(email.strip()), _("%(email)r is not an e-mail address.") % {"email": email}
    )
    user, link = _do(lambda: create_administrator(email, name))
    waits = not units_where(user, {Role.ADMINISTRATOR})
    if as_json:
        click.echo(
            json.dumps({"email": user.email, "link": link, "valid_s": 3600, "waits_for_root_unit": waits})
        )
        return
    click.echo(_("Administrator: %(email)s") % {"email": user.email})
    click.echo(_("Set the password within one hour, once:") + f"\n  {link}")
    if waits:
        said = _(
            "There is no central unit yet: the rights begin with `diemcau units import FILE --root NAME`."
        )
        click.echo(said)


@command.command(
    "list",
    help=_(
        "List the accounts that hold the role of administrator today, and those that wait for a root unit."
    ),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object and nothing else."))
def list_(as_json: bool) -> None:
    """Print a line for each account, its parts set apart by tabs."""
    from diemcau.people.selectors import list_administrators  # noqa: PLC0415

    rows = list_administrators()
    if as_json:
        click.echo(json.dumps({"administrators": rows}, ensure_ascii=False))
        return
    for row in rows:
        state = _("active") if row["active"] else _("disabled")
        factor = _("second factor") if row["second_factor"] else _("no second factor")
        unit = row["unit"] or _("waits for a central unit")
        click.echo(f"{row['email']}\t{unit}\t{state}, {factor}")


@command.command("disable", help=_("Close an account at once and end its sessions."))
@click.argument("email")
def disable(email: str) -> None:
    """Disable the account of this address."""
    from diemcau.people.api import SYSTEM  # noqa: PLC0415
    from diemcau.people.commands import disable_account  # noqa: PLC0415

    user = _find(email)
    _do(lambda: disable_account(by=SYSTEM, user=user))
    click.echo(_("Disabled: %(email)s") % {"email": user.email})


@command.command("enable", help=_("Open a disabled account again."))
@click.argument("email")
def enable(email: str) -> None:
    """Enable the account of this address."""
    from diemcau.people.api import SYSTEM  # noqa: PLC0415
    from diemcau.people.commands import enable_account  # noqa: PLC0415

    user = _find(email)
    _do(lambda: enable_account(by=SYSTEM, user=user))
    click.echo(_("Enabled: %(email)s") % {"email": user.email})


@command.command(
    "reset-second-factor",
    help=_(
        "Forget a person's authenticator app and recovery codes; a new one is set up at the next sign-in."
    ),
)
@click.argument("email")
def reset(email: str) -> None:
    """Reset the second factor of the account of this address."""
    from diemcau.people.api import SYSTEM  # noqa: PLC0415
    from diemcau.people.commands import reset_second_factor  # noqa: PLC0415

    user = _find(email)
    _do(lambda: reset_second_factor(by=SYSTEM, user=user))
    click.echo(_("Second factor forgotten: %(email)s") % {"email": user.email})


def _find(email: str) -> Any:
    from diemcau.people.models import User  # noqa: PLC0415

    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        click.echo(_("There is no account with the address %(email)s.") % {"email": email}, err=True)
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
