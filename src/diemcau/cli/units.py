"""`diemcau units …`: the organisation's units."""

import getpass
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diemcau.cli.django import ready, speak_as_the_terminal
from diemcau.core.terminal import gettext as _

if TYPE_CHECKING:
    from diemcau.units.api import ImportResult


@click.group("units", help=_("The organisation's units."))
def command() -> None:
    """Hold the subcommands together."""


@command.command(
    "import",
    help=_(
        "Read a list of units (CSV with code, parent_code, level, name).\n\n"
        "The list is the truth for the territorial levels from the highest to the lowest that it has, and for "
        "centres and bodies if it has any: units of these levels that are not in it are closed, unless "
        "--keep-absent is given."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--root", default="", metavar="NAME", help=_("Make a central unit above the units without a parent.")
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help=_(
        "The first day on which the list holds; default: today, or for the very first list a day not known."
    ),
)
@click.option(
    "--mergers",
    type=click.Path(path_type=Path),
    help=_("CSV of an old unit's code and the code of the unit that it went into."),
)
@click.option("--keep-absent", is_flag=True, help=_("Do not close units that the list does not have."))
@click.option("--dry-run", is_flag=True, help=_("Check and count, but write nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object last, and nothing else."))
def import_(  # noqa: PLR0917 - click hands options over by name
    file: Path,
    root: str,
    on: datetime | None,
    mergers: Path | None,
    keep_absent: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import the list as a whole or not at all; exit with 2 where it has a fault."""
    ready()
    if not as_json:
        speak_as_the_terminal()
    from diemcau.units.api import import_units  # noqa: PLC0415

    _see_that_the_database_is_ready()
    result = import_units(
        file,
        actor=f"diemcau units import ({getpass.getuser()})",
        root=root,
        on=_day(on),
        mergers=mergers,
        keep_absent=keep_absent,
        dry_run=dry_run,
        progress=_show_progress,
    )
    if as_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False))
    else:
        _tell(result, dry_run=dry_run)
    sys.exit(2 if result.faults else 0)


def _see_that_the_database_is_ready() -> None:
    from django.db import DatabaseError, connection  # noqa: PLC0415

    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        raise click.ClickException(_("The database does not answer: %s") % error) from error
    if "units_unit" not in tables:
        raise click.ClickException(_("The database is not set up yet. Run first: diemcau manage migrate"))


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None


def _show_progress(done: int, total: int) -> None:
    end = "\r" if sys.stderr.isatty() and done < total else "\n"
    print(f"{done}/{total}", end=end, file=sys.stderr, flush=True)


def _tell(result: "ImportResult", *, dry_run: bool) -> None:
    from diemcau.units.api import describe_import  # noqa: PLC0415

    for line in describe_import(result, dry_run=dry_run):
        click.echo(line, err=bool(result.faults))
