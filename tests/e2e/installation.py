"""One whole installation in a folder of its own: prepared, seeded, served, and stopped without a trace."""

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

PATIENCE_S = 120.0
PARTS = ("nats", "web", "relay", "pulse", "nginx", "producer-demo", "janus", "media")
_COMMAND = Path(sys.executable).parent / "diemcau"
_TCP = (
    *("PORT", "TLS_PORT", "WEB_PORT", "NATS_PORT", "NATS_WS_PORT", "NATS_MONITOR_PORT"),
    *("PULSE_PORT", "JANUS_PORT", "MEDIA_PORT"),
)
_UDP = ("JANUS_RTP_PORTS", "PRODUCER_RTP_PORTS")
_SPAN = 100


def wait_until(what: Callable[[], Any], why: Callable[[], str]) -> Any:
    """Return what `what` returns as soon as that is true; fail after two minutes and tell `why`."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.2)
    raise AssertionError(why())


@dataclass(frozen=True)
class Venue:
    """A venue with the short code that lets it in."""

    code: str
    name: str
    branch: str
    entry_code: str


@dataclass
class Installation:
    """An installation that serves; `accounts` leads from a role to address and password."""

    data: Path
    address: str
    facts: dict[str, Any]
    server: subprocess.Popen[bytes]
    venues: list[Venue] = field(default_factory=list)

    @property
    def slug(self) -> str:
        """Return by which name the demonstration's conference is known."""
        return str(self.facts["conference"])

    def account(self, role: str) -> tuple[str, str]:
        """Return address and password of the demonstration account that has a role."""
        return next((one["email"], one["password"]) for one in self.facts["accounts"] if one["role"] == role)

    def pids(self) -> dict[str, int]:
        """Return the processes that the supervisor runs now."""
        file = self.data / "run" / "supervisor.json"
        known = json.loads(file.read_text()) if file.exists() else {}
        return {name: child["pid"] for name, child in known.items() if child["state"] == "running"}

    def health(self) -> dict[str, Any]:
        """Return what /healthz tells, or why it tells nothing."""
        try:
            answer: dict[str, Any] = httpx.get(f"{self.address}/healthz", timeout=10).json()
        except (httpx.HTTPError, ValueError) as fault:
            return {"status": repr(fault)}
        return answer

    def is_healthy(self) -> bool:
        """Say whether every part is there."""
        return bool(self.health()["status"] == "ok")

    def kill(self, name: str) -> None:
        """Kill one process the hard way, and wait until another stands in its place and all is well."""
        killed = self.pids()[name]
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: self.pids().get(name, killed) != killed, lambda: f"{name} was not started again")
        wait_until(self.is_healthy, lambda: f"not healthy after {name} was killed: {self.health()}")


@contextmanager
def serving(folder: Path) -> Iterator[Installation]:
    """Run an installation in `folder`; at the end nothing that it started is left."""
    environment = {**os.environ, **_ports(), "DIEMCAU_DATA": str(folder / "data")}
    environment["LANGUAGE"] = "en"
    _run(environment, "prepare")
    facts = json.loads(_run(environment, "demo", "--json").splitlines()[-1])
    output = folder / "serve.log"
    with output.open("wb") as log:
        server = subprocess.Popen(
            [_COMMAND, "serve", "--demo"], env=environment, stdout=log, stderr=log, start_new_session=True
        )
    address = f"http://127.0.0.1:{environment['DIEMCAU_PORT']}"
    installation = Installation(data=folder / "data", address=address, facts=facts, server=server)
    try:
        wait_until(lambda: installation.is_healthy() or server.poll() is not None, output.read_text)
        assert server.poll() is None, output.read_text()
        yield installation
    finally:
        left = _stop(installation)
    assert not left, f"still running after Ctrl-C: {left}"


def _run(environment: dict[str, str], *argv: str) -> str:
    done = subprocess.run([_COMMAND, *argv], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"diemcau {argv[0]}: {done.stdout}{done.stderr}"
    return done.stdout


def _stop(installation: Installation) -> list[str]:
    """Press Ctrl-C; return what is left of the supervisor's children and of theirs, and end it."""
    started: list[psutil.Process] = []
    for pid in (installation.server.pid, *installation.pids().values()):
        try:
            parent = psutil.Process(pid)
            started += [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
    if installation.server.poll() is None:
        installation.server.send_signal(signal.SIGINT)
    try:
        installation.server.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        installation.server.kill()
        installation.server.wait()
    _gone, left = psutil.wait_procs(set(started), timeout=5)
    names = [f"{one.pid} {one.name()}" for one in left if one.is_running()]
    for one in left:
        one.kill()
    return names


def _ports() -> dict[str, str]:
    """Return ports that nobody uses now, all different."""
    with ExitStack() as held:
        trials = [held.enter_context(socket.socket()) for _ in _TCP]
        for trial in trials:
            trial.bind(("127.0.0.1", 0))
        chosen = {
            f"DIEMCAU_{name}": str(trial.getsockname()[1]) for name, trial in zip(_TCP, trials, strict=True)
        }
    spans = _udp_spans()
    return chosen | {f"DIEMCAU_{name}": f"{(first := next(spans))}-{first + _SPAN - 1}" for name in _UDP}


def _udp_spans() -> Iterator[int]:
    """Yield first ports of spans of UDP ports that are all free; they lie below the system's own choice."""
    for first in range(22_000, 32_000, _SPAN):
        if all(_is_free(port) for port in range(first, first + _SPAN)):
            yield first


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def read_venues(exported: str) -> list[Venue]:
    """Return the venues of the organiser's list of links whose names stand in no row but their own.

    Those of whole branches do not count: their names stand in each row of the branch.
    """
    rows = list(csv.DictReader(io.StringIO(exported.lstrip("\ufeff"))))
    names = "\n".join(row["Điểm cầu"] for row in rows)
    branches = {row["Khối/Tỉnh"] for row in rows}
    return [
        Venue(row["Mã"], row["Điểm cầu"], row["Khối/Tỉnh"], row["Mã vào"])
        for row in rows
        if names.count(row["Điểm cầu"]) == 1 and row["Điểm cầu"] not in branches
    ]
