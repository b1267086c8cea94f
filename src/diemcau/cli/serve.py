"""`diemcau serve`: start every process of the installation and watch over them."""

import click

from diemcau.cli.columns import columns
from diemcau.core.terminal import gettext as _
from diemcau.serve.names import NAMES


@click.command("serve", help=_("Start every process, watch over them, and stop them all on Ctrl-C."))
@click.option("--demo", is_flag=True, help=_("Also print the demonstration's accounts."))
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(NAMES),
    help=_("Leave one process out; may be given again."),
)
def command(demo: bool, without: tuple[str, ...]) -> None:
    """Run until told to stop, without Django in this process: the children load it."""
    from diemcau.serve.errors import CannotServe  # noqa: PLC0415
    from diemcau.serve.main import serve  # noqa: PLC0415

    try:
        serve(without=set(without), say=_say, started=lambda: _greet(demo))
    except CannotServe as fault:
        click.echo(fault.message, err=True)
        raise SystemExit(1) from None


def _say(line: str) -> None:
    click.echo(f"  {line}")


def _greet(demo: bool) -> None:
    from diemcau.config import env, settings  # noqa: PLC0415

    here = f"http://127.0.0.1:{env.PORT}"
    trust = _("how it is trusted: diemcau cert")
    addresses = (
        (_("on this machine"), f"{here}/"),
        (_("from elsewhere"), f"{settings.PUBLIC_URL}/   ({trust})"),
        (_("health, logs"), f"{here}/healthz   {env.DATA / 'logs'}"),
    )
    click.echo("\n" + _("Điểm Cầu is ready:"))
    click.echo(columns(addresses, indent="  "))
    if demo:
        _print_accounts()
    click.echo(_("Ctrl-C stops it."))


def _print_accounts() -> None:
    """Print what `diemcau demo` has left for people to read."""
    from diemcau.config import env  # noqa: PLC0415

    path = env.DATA / "run" / "demonstration.txt"
    if path.exists():
        click.echo(f"\n{path.read_text().rstrip()}\n")
