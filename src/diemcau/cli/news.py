"""`diemcau news …`: the newsroom."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diemcau.cli.django import ready, speak_as_the_terminal
from diemcau.core.terminal import gettext as _

if TYPE_CHECKING:
    from diemcau.newsroom.importing.files import Reading
    from diemcau.newsroom.importing.write import Written


@click.group("news", help=_("The news portals and their articles."))
def command() -> None:
    """Hold the subcommands together."""


@command.command(
    "import",
    help=_(
        "Take over articles saved from older portals: plain text or HTML, each file one article.\n\n"
        "Pictures that lie beside a page come along. An old address on the portal's own host leads to the new page."
    ),
)
@click.argument("path", metavar="FILE_OR_FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--portal", default="", metavar="HOST", help=_("The portal's host name; default: the default site's.")
)
@click.option("--section", default="", metavar="SLUG", help=_("The section; default: the portal's only one."))
@click.option(
    "--on-existing",
    type=click.Choice(["skip", "update"]),
    default="skip",
    show_default=True,
    help=_("What to do with articles that are there already."),
)
@click.option("--publish", is_flag=True, help=_("Publish with the old date; without it drafts are made."))
@click.option("--dry-run", is_flag=True, help=_("Read and report, but write nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object and nothing else."))
def import_(  # noqa: PLR0917 - click hands options over by name
    path: Path, portal: str, section: str, on_existing: str, publish: bool, dry_run: bool, as_json: bool
) -> None:
    """Import what can be read; exit with 2 where a file has a fault."""
    ready()
    if not as_json:
        speak_as_the_terminal()
    from diemcau.newsroom.importing.files import read_pages  # noqa: PLC0415

    reading = read_pages(path)
    written = None if dry_run else _write(reading, path, portal, section, publish, on_existing == "update")
    faults = [*reading.faults, *(written.faults if written else ())]
    if as_json:
        told = {**reading.as_json(), "faults": [fault.as_json() for fault in faults]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _tell(reading, written)
    for fault in () if as_json else faults:
        click.echo(f"{fault.file}: {fault.fault}", err=True)
    sys.exit(2 if faults else 0)


def _write(  # noqa: PLR0917 - it passes the command's options on
    reading: "Reading", path: Path, portal: str, section: str, publish: bool, update: bool
) -> "Written":
    from diemcau.core.errors import Invalid  # noqa: PLC0415
    from diemcau.newsroom.importing.target import find_target  # noqa: PLC0415
    from diemcau.newsroom.importing.write import write_articles  # noqa: PLC0415

    try:
        target = find_target(portal, section)
    except Invalid as error:
        raise click.UsageError(error.message) from error
    root = path if path.is_dir() else path.parent
    return write_articles(
        reading, target=target, root=root, publish=publish, update=update, progress=_show_progress
    )


def _show_progress(done: int, total: int) -> None:
    end = "\r" if sys.stderr.isatty() and done < total else "\n"
    print(f"{done}/{total}", end=end, file=sys.stderr, flush=True)


def _tell(reading: "Reading", written: "Written | None") -> None:
    for saved in reading.articles:
        found = saved.found
        title = found.title or _("no title")
        when = found.published_at.isoformat() if found.published_at else _("no date")
        left = _("lines not placed: %(count)s") % {"count": len(found.unplaced)}
        click.echo(f"{saved.path}: {title}, {when}, {left}")
        for line in found.unplaced:
            click.echo(f"    {line}")
    if written is not None:
        counts = {name: len(getattr(written, name)) for name in ("added", "changed", "unchanged")}
        click.echo(_("%(added)s added, %(changed)s changed, %(unchanged)s unchanged") % counts)
