"""`diemcau manage …`: Django's own commands."""

import click

from diemcau.core.terminal import gettext as _


@click.command(
    "manage",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    help=_("Run one of Django's own commands."),
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Hand every argument over to Django."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["diemcau manage", *arguments])
