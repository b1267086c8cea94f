"""A supervisor in a process of its own, with small real programs as its children."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

_PATIENCE_S = 90.0


def wait_until(what: Callable[[], Any], why: str) -> Any:
    """Return what `what` returns as soon as that is true; fail after a minute and a half."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError(why)


@dataclass
class Started:
    """A supervisor that runs; `process` is its own."""

    process: subprocess.Popen[str]
    data: Path

    def children(self) -> dict[str, dict[str, Any]]:
        """Return what it tells of its children."""
        try:
            found: dict[str, dict[str, Any]] = json.loads((self.data / "run" / "supervisor.json").read_text())
        except FileNotFoundError:
            return {}
        return found

    def pid(self, name: str) -> int | None:
        """Return the process of a child that runs."""
        child = self.children().get(name, {})
        return child.get("pid") if child.get("state") == "running" else None

    def wait_for(self, *names: str) -> dict[str, int]:
        """Wait until the children run; return their processes."""
        wait_until(lambda: all(map(self.pid, names)), f"{names} do not run: {self.children()}")
        return {name: pid for name in names if (pid := self.pid(name))}

    def tell(self, number: signal.Signals) -> int:
        """Send the supervisor a signal and return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(_PATIENCE_S)


StartSupervisor = Callable[[str], Started]


@pytest.fixture
def supervise(data_dir: Path) -> Iterator[StartSupervisor]:
    """Start a supervisor over the children that a Python expression gives."""
    running: list[Started] = []

    def start(children: str) -> Started:
        program = f"""
import asyncio, pathlib, signal, sys
from diemcau.serve.child import Child
from diemcau.serve.supervisor import Supervisor

data = pathlib.Path({str(data_dir)!r})
PYTHON = sys.executable

async def forever():
    await asyncio.Event().wait()

supervisor = Supervisor(data, say=lambda line: print(line, flush=True))
asyncio.run(supervisor.serve({children}, started=lambda: print("started", flush=True), beside=[forever()]))
"""
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        running.append(Started(process, data_dir))
        return running[-1]

    yield start
    for one in running:
        left = [child["pid"] for child in one.children().values() if child["pid"]]
        one.process.kill()
        one.process.communicate()
        for pid in left:
            if psutil.pid_exists(pid):
                os.kill(pid, signal.SIGKILL)


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended, reaped or not."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
