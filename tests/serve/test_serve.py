"""`diemcau serve` itself, with the real web application and the real nginx."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.serve.conftest import is_gone, wait_until

pytestmark = pytest.mark.real

_ONLY_WEB = [f"--without={name}" for name in ("nats", "relay", "pulse", "janus", "media", "tasks")]


def _diemcau(env: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "diemcau", *arguments],
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def settings_of_its_own(data_dir: Path, own_ports: dict[str, str]) -> dict[str, str]:
    return {**own_ports, "DIEMCAU_DATA": str(data_dir), "DIEMCAU_DATABASE_URL": ""}


@pytest.fixture
def served(settings_of_its_own: dict[str, str], data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """A supervisor with web and nginx, both ready."""
    process = _diemcau(settings_of_its_own, "serve", *_ONLY_WEB)
    try:
        wait_until(
            lambda: process.poll() is not None or set(_running(data_dir)) == {"web", "nginx"}, "not ready"
        )
        yield process
    finally:
        process.kill()
        process.communicate()


def _running(data: Path) -> dict[str, int]:
    try:
        found = json.loads((data / "run" / "supervisor.json").read_text())
    except FileNotFoundError:
        return {}
    return {name: child["pid"] for name, child in found.items() if child["state"] == "running"}


def _family(process: subprocess.Popen[str]) -> list[int]:
    return [child.pid for child in psutil.Process(process.pid).children(recursive=True)]


def test_serve_answers_and_ctrl_c_ends_all_of_it(
    served: subprocess.Popen[str], settings_of_its_own: dict[str, str]
) -> None:
    answer = httpx.get(
        f"http://127.0.0.1:{settings_of_its_own['DIEMCAU_PORT']}/healthz", trust_env=False, timeout=30
    )
    assert set(answer.json()) == {"status", "parts"}
    family = _family(served)
    served.send_signal(signal.SIGINT)
    assert served.wait(20) == 0
    assert all(is_gone(pid) for pid in family)


def test_killed_serve_leaves_nothing_behind(served: subprocess.Popen[str]) -> None:
    family = _family(served)
    served.kill()
    wait_until(lambda: all(is_gone(pid) for pid in family), "a process outlived the supervisor")


def test_killed_nginx_comes_back_on_its_ports(
    served: subprocess.Popen[str], data_dir: Path, settings_of_its_own: dict[str, str]
) -> None:
    before = _running(data_dir)["nginx"]
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: _running(data_dir).get("nginx") not in {None, before}, "nginx was not started again")
    url = f"http://127.0.0.1:{settings_of_its_own['DIEMCAU_PORT']}/authority.crt"
    assert httpx.get(url, trust_env=False).status_code == 200


def test_second_serve_on_the_same_data_is_refused(
    served: subprocess.Popen[str], settings_of_its_own: dict[str, str], data_dir: Path
) -> None:
    second = _diemcau(settings_of_its_own, "serve", *_ONLY_WEB)
    said, _ = second.communicate(timeout=30)
    assert second.returncode == 1
    assert f"runs on {data_dir} already (process {served.pid})" in said
    assert served.poll() is None


def test_taken_port_is_told_before_anything_starts(
    settings_of_its_own: dict[str, str], data_dir: Path
) -> None:
    number = int(settings_of_its_own["DIEMCAU_WEB_PORT"])
    with socket.socket() as server:
        server.bind(("127.0.0.1", number))
        server.listen()
        process = _diemcau(settings_of_its_own, "serve", *_ONLY_WEB)
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert f"Port {number} (DIEMCAU_WEB_PORT, for web) is taken by" in said
    assert _running(data_dir) == {}
