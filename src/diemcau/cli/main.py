"""The `diemcau` command: one group, one module per subcommand beside this file.

Exit status: 0 when all went well, 1 when the work failed, 2 for unusable arguments or input.
"""

import gettext as catalogues
import importlib
import os
from pathlib import Path

import click

from diemcau.core import terminal
from diemcau.core.terminal import gettext as _

# Loaded on use, so that `diemcau --help` is quick: name of the subcommand → module that has a `command`.
_COMMANDS = {
    "serve": "diemcau.cli.serve",
    "prepare": "diemcau.cli.prepare",
    "process": "diemcau.cli.process",
    "demo": "diemcau.cli.demo",
    "doctor": "diemcau.cli.doctor",
    "admin": "diemcau.cli.admin",
    "cert": "diemcau.cli.cert",
    "units": "diemcau.cli.units",
    "news": "diemcau.cli.news",
    "simulate": "diemcau.cli.simulate",
    "manage": "diemcau.cli.manage",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in _COMMANDS:
            return None
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")
        command: click.Command = importlib.import_module(_COMMANDS[name]).command
        return command


def _translate_click() -> None:
    """Let click's own words come in Vietnamese too: it asks the standard library, which looks at LANGUAGE first."""
    if terminal.language() == terminal.VIETNAMESE:
        os.environ["LANGUAGE"] = terminal.VIETNAMESE
        catalogues.bindtextdomain("click", Path(__file__).parent / "locale")
        catalogues.textdomain("click")


_translate_click()


@click.group(cls=_Commands, help=_("Online conferences of a whole organisation (Điểm Cầu)."))
@click.version_option(package_name="diemcau")
def cli() -> None:
    """Stand for the whole command; the subcommands do the work."""
