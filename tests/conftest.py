"""What every test may use; `tests/settings.py` gives the run a data folder of its own."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

_given: set[int] = set()


def find_free_port() -> int:
    """Return a TCP port of the loopback address that nobody uses at this moment, and never the same twice."""
    while True:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = int(trial.getsockname()[1])
        if port not in _given:
            _given.add(port)
            return port


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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what threads of the tests left open, or PostgreSQL would not let go of the test database."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")  # noqa: S608
