"""The processes of one installation; docs/contracts.md, "Processes", has the table."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from diemcau.config import env, settings
from diemcau.core.terminal import gettext as _
from diemcau.serve import ports, probes
from diemcau.serve.child import Child, Probe, at_once
from diemcau.serve.errors import PartMissing

PYTHON_OF_PRODUCER = "/usr/bin/python3"


def build(without: set[str]) -> list[Child]:
    """Return every child but those called in `without`, and write the configurations that they need.

    Raises:
        PartMissing: a program is not installed.
    """
    makers: dict[str, Callable[[], Child]] = {
        "nats": _nats,
        "janus": _janus,
        "web": lambda: _process(
            "web",
            order=1,
            ready=probes.http(env.WEB_PORT, "/healthz", limit_s=3.0),
            orphan=signal.SIGTERM,
            grace_s=3.0,
        ),
        "relay": lambda: _process("relay", order=1, beats=True),
        "pulse": lambda: _process("pulse", order=1, beats=True),
        "media": lambda: _process("media", order=1, beats=True),
        "tasks": lambda: _process("tasks", order=1),
        "nginx": _nginx,
    }
    if env.NATS_URL:
        without = {*without, "nats"}
    return [make() for name, make in makers.items() if name not in without]


def producer(slug: str) -> Child:
    """Return the producer of one conference."""
    script = settings.PROJECT / "producer" / "main.py"
    socket = env.DATA / "run" / f"producer-{slug}.sock"
    argv = (
        PYTHON_OF_PRODUCER,
        str(script),
        "--conference",
        slug,
        "--data",
        str(env.DATA),
        "--socket",
        str(socket),
        "--rtp-ports",
        env.PRODUCER_RTP_PORTS,
    )
    return Child(name=f"producer-{slug}", argv=argv, order=1, folder=env.DATA, env={"PYTHONUNBUFFERED": "1"})


def program(name: str) -> str:
    """Return where a program stands: beside our own Python first, then as the system finds it.

    Raises:
        PartMissing: it is nowhere.
    """
    beside = Path(sys.executable).parent / name
    found = (
        str(beside)
        if beside.exists()
        else shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    )
    if found is None:
        said = _("%s is not installed. `make run` installs it; `diemcau doctor` shows what else is missing.")
        raise PartMissing(said % name)
    return found


def nats_server() -> str:
    """Return the program of the embedded NATS server."""
    return env.NATS_SERVER or program("nats-server")


def _process(
    name: str,
    *,
    order: int,
    beats: bool = False,
    ready: Probe = at_once,
    orphan: signal.Signals = signal.SIGKILL,
    grace_s: float = 2.5,
) -> Child:
    run = env.DATA / "run"
    return Child(
        name=name,
        argv=(sys.executable, "-P", "-m", "diemcau", "process", name),
        order=order,
        folder=env.DATA,
        env={"DIEMCAU_DATA": str(env.DATA), "PYTHONUNBUFFERED": "1"},
        heartbeat=run / f"{name}.heartbeat" if beats else None,
        ready=probes.heartbeat(run, name) if beats else ready,
        orphan_signal=orphan,
        grace_s=grace_s,
    )


def _nats() -> Child:
    from diemcau.adapters.nats.config import Ports, write_config  # noqa: PLC0415

    loopback = Ports(client=env.NATS_PORT, websocket=env.NATS_WS_PORT, monitoring=env.NATS_MONITOR_PORT)
    path = write_config(env.DATA / "nats", seed=env.secret("nats_seed"), ports=loopback)
    ready = probes.http(env.NATS_MONITOR_PORT, "/healthz")
    return Child(
        name="nats",
        argv=(nats_server(), "--config", str(path)),
        order=0,
        folder=env.DATA,
        ready=ready,
        grace_s=1.5,
    )


def _janus() -> Child:
    from diemcau.adapters.janus.config import Secrets, write_config  # noqa: PLC0415

    folder = write_config(
        env.DATA / "janus",
        port=env.JANUS_PORT,
        rtp_ports=ports.span("DIEMCAU_JANUS_RTP_PORTS", env.JANUS_RTP_PORTS),
        secrets=Secrets(tokens=env.secret("janus_tokens"), admin_key=env.secret("janus_admin")),
        public_address=env.JANUS_PUBLIC_ADDRESS,
    )
    argv = (program("janus"), "--configs-folder", str(folder))
    return Child(
        name="janus", argv=argv, order=0, folder=env.DATA, ready=probes.tcp(env.JANUS_PORT), grace_s=1.5
    )


def _nginx() -> Child:
    from diemcau.serve.nginx.render import write_config  # noqa: PLC0415

    path = write_config()
    argv = (program("nginx"), "-p", str(path.parent), "-e", "stderr", "-c", str(path))
    # Its workers outlive a master that is killed outright, so an orphaned master gets a signal that it can pass on.
    return Child(
        name="nginx",
        argv=argv,
        order=2,
        folder=env.DATA,
        ready=probes.tcp(env.PORT),
        orphan_signal=signal.SIGTERM,
        grace_s=1.5,
    )
