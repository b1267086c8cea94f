"""`diemcau process NAME`: one process of the product, as the supervisor or systemd starts it."""

import importlib
import sys

import click

from diemcau.cli.django import ready
from diemcau.core.terminal import gettext as _

PROCESSES = {
    "web": "diemcau.serve.web:main",
    "relay": "diemcau.room.relay:main",
    "pulse": "diemcau.room.pulse:main",
    "media": "diemcau.media.process:main",
    "tasks": "diemcau.serve.tasks:main",
}


@click.command("process", hidden=True, help=_("Run one process in the foreground."))
@click.argument("name", type=click.Choice(sorted(PROCESSES)))
def command(name: str) -> None:
    """End with the status of the process."""
    ready()
    module, function = PROCESSES[name].split(":")
    sys.exit(getattr(importlib.import_module(module), function)())
