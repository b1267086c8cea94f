"""What `diemcau serve` does, from the checks to the last child's end."""

import asyncio
from collections.abc import Callable

from diemcau.config import env, settings
from diemcau.core.terminal import gettext as _
from diemcau.serve import certificates, children, lock, ports, producers, renewal
from diemcau.serve.supervisor import Supervisor


def serve(*, without: set[str], say: Callable[[str], None], started: Callable[[], None]) -> None:
    """Hold the data folder, check ports and certificate, run every process until told to stop.

    Raises:
        CannotServe: something stands in the way; nothing was started.
    """
    with lock.held(env.DATA):
        _prepare_folders()
        if "nginx" not in without and certificates.ensure(env.DATA / "cert", settings.PUBLIC_URL):
            say(_("made a certificate in %(folder)s") % {"folder": env.DATA / "cert"})
        chosen = children.build(without)
        ports.check(ports.wanted(child.name for child in chosen))
        supervisor = Supervisor(env.DATA, say=say)
        beside = (
            producers.follow(env.DATA / "run", supervisor, children.producer),
            renewal.follow(env.DATA / "cert", settings.PUBLIC_URL, supervisor),
        )
        asyncio.run(supervisor.serve(chosen, started=started, beside=beside))
        say(_("stopped"))


def _prepare_folders() -> None:
    for name in ("run/producers", "logs", "feeds", "files"):
        (env.DATA / name).mkdir(parents=True, exist_ok=True)
