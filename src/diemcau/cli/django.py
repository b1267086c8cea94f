"""Make Django ready inside a subcommand."""

import click

from diemcau.core import terminal


def ready() -> None:
    """Load the settings and the apps; a second call does nothing."""
    import django  # noqa: PLC0415
    from django.apps import apps  # noqa: PLC0415

    if not apps.ready:
        django.setup()


def speak_as_the_terminal() -> None:
    """Let the texts of the apps, errors above all, come in the terminal's language until the command ends."""
    from django.utils import translation  # noqa: PLC0415

    click.get_current_context().with_resource(translation.override(terminal.language()))
