"""`diemcau simulate`: venues as real clients, and what every one of them received compared with the log."""

import json
import sys
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from diemcau.cli.django import ready, speak_as_the_terminal
from diemcau.core.clock import now
from diemcau.core.errors import DiemCauError
from diemcau.core.terminal import gettext as _

if TYPE_CHECKING:
    from diemcau.simulation.entry import Seat
    from diemcau.simulation.report import Report
    from diemcau.simulation.run import Settings

_PASS_LIFETIME = timedelta(hours=6)


@click.command(
    "simulate",
    help=_(
        "Connect venues of CONFERENCE as real clients, and compare what each received with the log.\n\n"
        "Every venue needs a valid link. Floor requests need a conference that is under way. Ctrl-C ends early, with "
        "the report up to then. Exit status 0 only if log and clients agree."
    ),
)
@click.argument("conference")
@click.option("--venues", default=100, show_default=True, type=click.IntRange(1), help=_("How many venues."))
@click.option(
    "--devices", default=1, show_default=True, type=click.IntRange(1), help=_("Clients of each venue.")
)
@click.option(
    "--minutes", default=1.0, show_default=True, type=click.FloatRange(0.05), help=_("How long, in minutes.")
)
@click.option(
    "--pulse-s",
    default=12.0,
    show_default=True,
    type=click.FloatRange(1),
    help=_("Seconds between a client's reports of its link."),
)
@click.option(
    "--requests-per-minute",
    default=0.0,
    show_default=True,
    type=click.FloatRange(0),
    help=_("Floor requests."),
)
@click.option(
    "--drop-per-minute", default=0.0, show_default=True, type=click.FloatRange(0), help=_("Lost links.")
)
@click.option("--url", default="", help=_("The front door; default: this installation's on loopback."))
@click.option("--nats-url", default="", help=_("NATS over WebSocket; default: /nats of the front door."))
@click.option(
    "--authority", default="", type=click.Path(dir_okay=False), help=_("Certificate to check https by.")
)
@click.option(
    "--entry",
    default="product",
    show_default=True,
    type=click.Choice(["product", "minted"]),
    help=_("product: each client enters by its venue's link; minted: tokens are made here."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object and nothing else."))
def command(conference: str, venues: int, devices: int, as_json: bool, **options: Any) -> None:
    """Run one simulation and print its report."""
    ready()
    speak_as_the_terminal()
    try:
        settings = _settings(conference, venues, devices, options)
        report = _run(settings)
    except DiemCauError as error:
        raise click.ClickException(error.message) from error
    except OSError as error:
        said = _("The server does not answer (%s). Start it by: diemcau serve") % error
        raise click.ClickException(said) from error
    click.echo(json.dumps(report.as_json()) if as_json else report.in_words())
    sys.exit(0 if report.agrees else 1)


def _settings(conference: str, venues: int, devices: int, options: dict[str, Any]) -> "Settings":
    from django.conf import settings as installation  # noqa: PLC0415

    from diemcau.core import feedpass  # noqa: PLC0415
    from diemcau.simulation.run import Settings  # noqa: PLC0415

    seats = _seats(conference, venues)
    url = (options["url"] or f"http://127.0.0.1:{installation.FRONT_PORT}").rstrip("/")
    minted = options["entry"] == "minted"
    return Settings(
        conference=conference,
        url=url,
        nats_url=options["nats_url"] or url.replace("http", "ws", 1) + "/nats",
        seats=seats,
        clients=venues * devices,
        minutes=options["minutes"],
        pulse_s=options["pulse_s"],
        requests_per_minute=options["requests_per_minute"],
        drops_per_minute=options["drop_per_minute"],
        seed=installation.NATS_SEED if minted else "",
        feed_pass=feedpass.make(conference, now() + _PASS_LIFETIME) if minted else "",
        authority=options["authority"],
        run_folder=installation.RUN_FOLDER,
    )


def _seats(slug: str, venues: int) -> "list[Seat]":
    """Return the seats of the first venues that have a valid link.

    Raises:
        NotFound: there is no such conference.
        NothingToRun: fewer venues have a valid link.
    """
    from diemcau.conferences.api import get_conference, list_links  # noqa: PLC0415
    from diemcau.simulation.entry import Seat  # noqa: PLC0415
    from diemcau.simulation.errors import NothingToRun  # noqa: PLC0415

    links = list_links(get_conference(slug))
    if len(links) < venues:
        said = _(
            "Of the venues of %(conference)s, %(have)s have a valid link; %(wanted)s are wanted. Issue links on the page "
            "of its venues, or ask for fewer by --venues %(have)s; --devices gives each venue several clients."
        )
        raise NothingToRun(said % {"conference": slug, "have": len(links), "wanted": venues})
    return [Seat(venue=link.venue_key, link=link.token) for link in links[:venues]]


def _run(settings: "Settings") -> "Report":
    from diemcau.simulation.run import Run  # noqa: PLC0415

    with Run(settings, say=lambda text: click.echo(text, err=True)) as run:
        try:
            run.connect_all()
            run.begin()
            run.pass_time()
        except KeyboardInterrupt:
            with suppress(KeyboardInterrupt):
                return run.report(ended_early=True)
            raise
        return run.report()
