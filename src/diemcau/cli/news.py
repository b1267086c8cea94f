"""`diemcau news …`: the newsroom."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diemcau.cli.django import ready

if TYPE_CHECKING:
    from diemcau.newsroom.importing.files import Reading


@click.group("news")
def command() -> None:
    """The news portals and their articles."""


@command.command("import")
@click.argument("path", metavar="FILE_OR_FOLDER", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and report, but write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and nothing else.")
def import_(path: Path, dry_run: bool, as_json: bool) -> None:
    """Take over articles saved from older portals: plain text or HTML, each file one article."""
    ready()
    from diemcau.newsroom.importing.files import read_pages  # noqa: PLC0415

    reading = read_pages(path)
    if as_json:
        click.echo(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))
    else:
        _tell(reading)
    sys.exit(2 if reading.faults else 0)


def _tell(reading: "Reading") -> None:
    for saved in reading.articles:
        found = saved.found
        when = found.published_at.isoformat() if found.published_at else "no date"
        click.echo(
            f"{saved.path}: {found.title or 'no title'} · {when} · {len(found.unplaced)} lines unplaced"
        )
    for fault in reading.faults:
        click.echo(f"{fault.file}: {fault.fault}", err=True)
