"""What every test may use. The data folder of a test run is its own, made before Django reads the settings."""

import atexit
import os
import shutil
import socket
import tempfile
from pathlib import Path

import pytest

_RUN = Path(tempfile.mkdtemp(prefix="diemcau-tests-"))
atexit.register(shutil.rmtree, _RUN, ignore_errors=True)
os.environ["DIEMCAU_DATA"] = str(_RUN / "data")
for _name in [name for name in os.environ if name.startswith("DIEMCAU_")]:
    if _name not in {"DIEMCAU_DATA", "DIEMCAU_DATABASE_URL", "DIEMCAU_NATS_SERVER"}:
        del os.environ[_name]


def find_free_port() -> int:
    """Return a TCP port of the loopback address that nobody uses at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def free_port() -> int:
    """A TCP port that nobody uses at this moment."""
    return find_free_port()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """An empty data folder of the test's own, for programs that are started with `DIEMCAU_DATA`."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def own_ports() -> dict[str, str]:
    """A free port for every `DIEMCAU_…_PORT`, as environment variables of a whole installation."""
    names = (
        "PORT",
        "TLS_PORT",
        "WEB_PORT",
        "NATS_PORT",
        "NATS_WS_PORT",
        "NATS_MONITOR_PORT",
        "PULSE_PORT",
        "JANUS_PORT",
        "MEDIA_PORT",
    )
    return {f"DIEMCAU_{name}": str(find_free_port()) for name in names}
