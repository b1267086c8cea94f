"""An article of the demonstration's portal against the plainest page of Wagtail, in one process and one run.

Uncached: processor time of the web application for one answer. Cached: answers a second from nginx, and from Django's own
page cache for the plain page. And how long a reader waits for what has just been published.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from bench.figure import Figure, say, show

PROJECT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PORTS = (
    "PORT",
    "TLS_PORT",
    "WEB_PORT",
    "NATS_PORT",
    "NATS_WS_PORT",
    "NATS_MONITOR_PORT",
    "PULSE_PORT",
    "MEDIA_PORT",
)
REQUESTS, ROUNDS = 150, 4
SECONDS = 4.0
READERS = 2
TRIES = 12
_START_S = 120


@dataclass
class Portal:
    """A portal that runs: the web application and nginx before it, with the bare page beside the article."""

    environment: dict[str, str]
    ports: dict[str, int]
    paths: dict[str, str]
    web: psutil.Process

    def get(self, path: str, port: str = "PORT") -> bytes:
        """Ask as a reader does."""
        with urllib.request.urlopen(f"http://localhost:{self.ports[port]}{path}", timeout=30) as answer:
            body: bytes = answer.read()
            return body


@contextmanager
def portal() -> Iterator[Portal]:
    """Seed the demonstration into a folder of its own, start what is measured, stop it and remove the folder."""
    folder = Path(tempfile.mkdtemp(prefix="diemcau-bench-"))
    ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
    environment = os.environ | {f"DIEMCAU_{name}": str(port) for name, port in ports.items()}
    environment |= {"DIEMCAU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "bench.bare.settings"}
    environment["PYTHONPATH"] = str(PROJECT)
    running: list[subprocess.Popen[bytes]] = []
    try:
        _run(
            environment | {"DJANGO_SETTINGS_MODULE": "diemcau.config.settings"},
            BIN / "diemcau",
            "prepare",
            "--demo",
        )
        paths = json.loads(_run(environment, sys.executable, "-m", "bench.bare.seed").splitlines()[-1])
        running.append(subprocess.Popen([BIN / "diemcau", "process", "web"], env=environment, cwd=PROJECT))
        running.append(_nginx(environment, folder))
        found = Portal(environment, ports, _paths(paths), psutil.Process(running[0].pid))
        _await(found)
        yield found
    finally:
        for process in running:
            process.terminate()
            process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _nginx(environment: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    (folder / "run").mkdir(exist_ok=True)
    _run(environment, BIN / "diemcau", "cert")
    write = "import django; django.setup(); from diemcau.serve.nginx.render import write_config; print(write_config())"
    config = _run(environment, sys.executable, "-c", write).splitlines()[-1]
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    return subprocess.Popen([program, "-e", "stderr", "-c", config], stdout=subprocess.DEVNULL)


def _paths(said: dict[str, object]) -> dict[str, str]:
    paths = {name: urlsplit(str(value)).path for name, value in said.items()}
    return paths | {"kept": "/vi/kept" + paths["bare"].removeprefix("/vi")}


def _await(found: Portal) -> None:
    deadline_s = time.monotonic() + _START_S
    while time.monotonic() < deadline_s:
        try:
            for path in ("article", "bare", "kept"):
                found.get(found.paths[path])
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the portal did not start")


def _run(environment: dict[str, str], *command: object) -> str:
    argv = [str(part) for part in command]
    return subprocess.run(
        argv, env=environment, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(sock.getsockname()[1]) for sock in sockets]
    for sock in sockets:
        sock.close()
    return ports


def cost_ms(found: Portal, path: str) -> float:
    """Return the processor time of the web application for one answer that nobody has kept."""
    before = found.web.cpu_times()
    for _ in range(REQUESTS):
        found.get(path, "WEB_PORT")
    after = found.web.cpu_times()
    return (after.user + after.system - before.user - before.system) / REQUESTS * 1000


def rate(found: Portal, path: str, port: str) -> float:
    """Return how many answers a second readers get; one reader alone keeps nginx waiting and measures itself."""
    argv = [sys.executable, "-m", "bench.readers", "localhost", str(found.ports[port]), path, str(SECONDS)]
    processes = [
        subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=PROJECT) for _ in range(READERS)
    ]
    return sum(float(process.communicate()[0]) for process in processes)


def waits_s(found: Portal) -> list[float]:
    """Return how long after each publication a reader saw it, on the article's own page and on the home page."""
    argv = [sys.executable, "-m", "bench.bare.publish", found.paths["pk"]]
    publisher = subprocess.Popen(
        argv, env=found.environment, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if publisher.stdin is None or publisher.stdout is None:
        raise RuntimeError("nobody publishes")
    publisher.stdout.readline()
    waits: list[float] = []
    for number in range(TRIES):
        path = found.paths["article" if number % 2 else "home"]
        title = f"Tin vừa xuất bản {number}"
        time.sleep(0.37 * (number % 5))  # at every moment of the second for which a page is kept
        found.get(path)
        publisher.stdin.write(f"{title}\n")
        publisher.stdin.flush()
        published_at = float(publisher.stdout.readline())
        while title not in found.get(path).decode():
            time.sleep(0.02)
        waits.append(time.time() - published_at)
    publisher.stdin.close()
    publisher.wait(20)
    return waits


def measure() -> list[Figure]:
    """Take turns, so that what else the machine does falls on both alike."""
    with portal() as found:
        say("processor time of one answer …")
        costs: dict[str, list[float]] = {"article": [], "bare": []}
        for _ in range(ROUNDS):
            for name, taken in costs.items():
                taken.append(cost_ms(found, found.paths[name]))
        article_ms, bare_ms = min(costs["article"]), min(costs["bare"])
        say("answers a second from the caches …")
        kept_rate = rate(found, found.paths["kept"], "WEB_PORT")
        nginx_rate = rate(found, found.paths["article"], "PORT")
        say("from publication to the reader …")
        waits = waits_s(found)
    return [
        Figure(
            "article against a bare page, uncached",
            round(article_ms / bare_ms, 2),
            "times its processor time",
            2,
        ),
        Figure("  article", round(article_ms, 1), "ms of the processor"),
        Figure("  bare page", round(bare_ms, 1), "ms of the processor"),
        Figure(
            "bare page from Django's cache against the article from nginx's",
            round(kept_rate / nginx_rate, 3),
            "of its rate",
            0.1,
        ),
        Figure("  article from nginx's cache", round(nginx_rate), "answers a second"),
        Figure("  bare page from Django's cache", round(kept_rate), "answers a second"),
        Figure(f"from publication to a reader, longest of {TRIES}", round(max(waits), 2), "s", 2),
        Figure("  middle", round(sorted(waits)[TRIES // 2], 2), "s"),
    ]


if __name__ == "__main__":
    sys.exit(show(measure()))
