"""`diemcau manage …`: Django's own commands."""

import click


@click.command("manage", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["diemcau manage", *arguments])
