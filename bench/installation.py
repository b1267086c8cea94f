"""An installation of its own for a measure: free ports, a temporary folder, seeded, started, and stopped again."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

from bench.seed import SLUG
from diemcau.simulation.entry import Seat
from diemcau.simulation.run import Settings

PROJECT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PORTS = ("PORT", "TLS_PORT", "WEB_PORT", "NATS_PORT", "NATS_WS_PORT", "NATS_MONITOR_PORT", "PULSE_PORT")
# The picture is measured elsewhere, and background work has nothing to do with these figures.
WITHOUT = ("janus", "media", "tasks")


class Installation:
    """A context: inside it the installation runs."""

    def __init__(self, *, levels: str = "province,district", straight: bool = False) -> None:
        """`straight`: clients go to NATS itself and not through the front door."""
        self.folder = Path(tempfile.mkdtemp(prefix="diemcau-bench-"))
        self.ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
        self.url = f"http://127.0.0.1:{self.ports['PORT']}"
        self.nats_url = f"ws://127.0.0.1:{self.ports['NATS_WS_PORT' if straight else 'PORT']}/nats"
        self._levels = levels
        self._supervisor: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {f"DIEMCAU_{name}": str(port) for name, port in self.ports.items()}
        self.environment |= {
            "DIEMCAU_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "diemcau.config.settings",
        }

    def __enter__(self) -> "Installation":
        """Make the database, seed it, start every process, and wait until all are there."""
        self._do("manage", "migrate", "-v", "0")
        self._do("manage", "createcachetable")
        subprocess.run(
            [
                sys.executable,
                PROJECT / "bench" / "seed.py",
                "--levels",
                self._levels,
                self.folder / "keys.json",
            ],
            env=self.environment,
            check=True,
        )
        without = [part for name in WITHOUT for part in ("--without", name)]
        self._supervisor = subprocess.Popen(
            [BIN / "diemcau", "serve", *without], env=self.environment, stdout=subprocess.DEVNULL
        )
        self._await_start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Stop it; keep its folder only if something went wrong."""
        if self._supervisor is not None:
            self._supervisor.terminate()
            self._supervisor.wait(20)
        if error is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            print(f"kept for looking: {self.folder}", file=sys.stderr)

    def pid(self, name: str) -> int:
        """Return the process number of a part."""
        return int(self._states()[name]["pid"])

    def settings(self, *, clients: int, minutes: float, minted: bool = True, **more: Any) -> Settings:
        """Return what `simulation.run.Run` needs to run against this installation."""
        keys = json.loads((self.folder / "keys.json").read_text())
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
        deadline_s = time.monotonic() + 40
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

    def _do(self, *arguments: str) -> None:
        subprocess.run([BIN / "diemcau", *arguments], env=self.environment, check=True)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [sock.getsockname()[1] for sock in sockets]
    for sock in sockets:
        sock.close()
    return ports
