"""An installation of its own for a measure: free ports, a temporary folder, seeded, started, and stopped again."""

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from django.conf import settings

from bench.seed import SLUG
from diemcau.simulation.entry import Seat
from diemcau.simulation.run import Settings

if not settings.configured:
    settings.configure(
        USE_I18N=False
    )  # errors of our own are put into words; nothing else of Django is used here

PROJECT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SETTINGS = "diemcau.config.settings"
PORTS = ("PORT", "TLS_PORT", "WEB_PORT", "NATS_PORT", "NATS_WS_PORT", "NATS_MONITOR_PORT", "PULSE_PORT")
# The picture is measured elsewhere, and background work has nothing to do with these figures.
START_S = 180  # on a machine that is busy with other things
WITHOUT = ("janus", "media", "tasks")


class Installation:
    """A context: inside it the installation runs."""

    def __init__(
        self, *, levels: str = "province,district", units: str = "units-2024.csv", straight: bool = False
    ) -> None:
        """`straight`: clients go to NATS itself and not through the front door."""
        self.folder = Path(tempfile.mkdtemp(prefix="diemcau-bench-"))
        self.ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
        self.url = f"http://127.0.0.1:{self.ports['PORT']}"
        self.nats_url = f"ws://127.0.0.1:{self.ports['NATS_WS_PORT' if straight else 'PORT']}/nats"
        self._levels, self._units = levels, units
        self._supervisor: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {f"DIEMCAU_{name}": str(port) for name, port in self.ports.items()}
        self.environment |= {
            "DIEMCAU_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }

    def __enter__(self) -> "Installation":
        """Copy the seeded data folder, start every process, and wait until all are there."""
        shutil.copytree(seeded(self._levels, self._units), self.folder, dirs_exist_ok=True)
        without = [part for name in WITHOUT for part in ("--without", name)]
        self._supervisor = subprocess.Popen(
            [BIN / "diemcau", "serve", *without], env=self.environment, stdout=subprocess.DEVNULL
        )
        try:
            self._await_start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Stop it; keep its folder only if something went wrong."""
        self._stop()
        if error is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            print(f"kept for looking: {self.folder}", file=sys.stderr)

    def _stop(self) -> None:
        if self._supervisor is not None:
            self._supervisor.terminate()
            self._supervisor.wait(60)

    def pid(self, name: str) -> int:
        """Return the process number of a part."""
        return int(self._states()[name]["pid"])

    @property
    def keys(self) -> dict[str, Any]:
        """Return what was kept at seeding: seats, NATS seed, feed pass, password of the demonstration accounts."""
        found: dict[str, Any] = json.loads((self.folder / "keys.json").read_text())
        return found

    def settings(self, *, clients: int, minutes: float, minted: bool = True, **more: Any) -> Settings:
        """Return what `simulation.run.Run` needs to run against this installation."""
        keys = self.keys
        return Settings(
            conference=SLUG,
            url=self.url,
            nats_url=self.nats_url,
            seats=[Seat(*seat) for seat in keys["seats"]],
            clients=clients,
            minutes=minutes,
            seed=keys["seed"] if minted else "",
            feed_pass=keys["feed_pass"] if minted else "",
            run_folder=self.folder / "run",
            **more,
        )

    def _await_start(self) -> None:
        deadline_s = time.monotonic() + START_S
        while time.monotonic() < deadline_s:
            states = self._states()
            if (
                len(states) == 5
                and all(state["state"] == "running" for state in states.values())
                and self._answers()
            ):
                return
            time.sleep(0.2)
        raise RuntimeError(f"the installation did not start: {self._states()}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/v", timeout=2) as answer:  # noqa: S310
                return int(answer.status) == 200
        except OSError:
            return False

    def _states(self) -> dict[str, dict[str, object]]:
        try:
            states: dict[str, dict[str, object]] = json.loads(
                (self.folder / "run" / "supervisor.json").read_text()
            )
        except (OSError, ValueError):
            return {}
        return states


@cache
def seeded(levels: str, units: str) -> Path:
    """Return a data folder with units, a conference under way and its links; made once for all measures of a run.

    `DIEMCAU_BENCH_SEEDED` names a folder to keep it in from one run to the next.
    """
    kept = os.environ.get("DIEMCAU_BENCH_SEEDED")
    folder = (
        Path(kept) / f"{units}-{levels.replace(',', '-')}"
        if kept
        else Path(tempfile.mkdtemp(prefix="diemcau-seeded-"))
    )
    if not (folder / "keys.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        environment = os.environ | {"DIEMCAU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": SETTINGS}
        seed = [sys.executable, "-m", "bench.seed", "--levels", levels, "--list", units, folder / "keys.json"]
        for command in (
            [BIN / "diemcau", "manage", "migrate", "-v", "0"],
            [BIN / "diemcau", "manage", "createcachetable"],
            seed,
        ):
            subprocess.run(command, env=environment, cwd=PROJECT, check=True)
    if not kept:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [sock.getsockname()[1] for sock in sockets]
    for sock in sockets:
        sock.close()
    return ports
