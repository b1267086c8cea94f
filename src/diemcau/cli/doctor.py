"""`diemcau doctor`: look at every part and say what to do."""

import json
from contextlib import nullcontext
from dataclasses import asdict

import click

from diemcau.core import terminal
from diemcau.core.terminal import gettext as _


@click.command(
    "doctor",
    help=_("Check programs, ports, certificate, limits, disk, clock and database; status 0 without faults."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object instead of lines."))
def command(as_json: bool) -> None:
    """Print what every check has found; the JSON object is for programs and always English."""
    from diemcau.cli.django import ready  # noqa: PLC0415

    ready()
    from diemcau.serve.doctor import installation, machine, programs  # noqa: PLC0415
    from diemcau.serve.doctor.finding import Level  # noqa: PLC0415

    with terminal.speaking(terminal.ENGLISH) if as_json else nullcontext():
        findings = [finding for part in (programs, machine, installation) for finding in part.check()]
    faults = [finding for finding in findings if finding.level is Level.FAULT]
    if as_json:
        click.echo(
            json.dumps(
                {"faults": len(faults), "findings": [asdict(one) for one in findings]}, ensure_ascii=False
            )
        )
    else:
        for one in findings:
            remedy = f"\n{'':29}→ {one.remedy}" if one.remedy else ""
            click.echo(f"{one.level.word:<8} {one.part:<20}{one.what}{remedy}")
    raise SystemExit(1 if faults else 0)
