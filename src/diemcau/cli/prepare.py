"""`diemcau prepare`: what has to be done after each installation and each upgrade, before `diemcau serve`."""

import click

from diemcau.core.terminal import gettext as _


@click.command("prepare", help=_("Bring the database up to date and lay out the static files."))
@click.option("--demo", is_flag=True, help=_("Seed the demonstration too, in the same go."))
@click.option(
    "--configurations",
    is_flag=True,
    help=_("Write those of nginx, NATS and Janus too, for units of their own."),
)
@click.pass_context
def command(ctx: click.Context, demo: bool, configurations: bool) -> None:
    """Do what the database, the static files and the configurations need; a repeat changes nothing."""
    from django.core.management import call_command  # noqa: PLC0415

    from diemcau.cli.django import ready  # noqa: PLC0415
    from diemcau.config import env  # noqa: PLC0415

    ready()
    env.DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    click.echo(_("The data folder %(folder)s is ready.") % {"folder": env.DATA})
    if configurations:
        from diemcau.serve import children  # noqa: PLC0415

        children.build(set())
    if demo:
        from diemcau.cli.demo import command as seed  # noqa: PLC0415

        ctx.invoke(seed)
