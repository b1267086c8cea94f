"""A PostgreSQL server for one test run: its own folder, its own port, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.setup.project import CannotGoOn

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "diemcau"
# Nothing of a test run has to outlive a power cut.
_OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=127.0.0.1",
    "max_connections=60",
)


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start the server, yield the address for `DIEMCAU_DATABASE_URL`, stop it and remove its files.

    Raises:
        CannotGoOn: the server is not installed or does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="diemcau-postgres-"))
    as_user = _as_user()
    try:
        if as_user:
            shutil.chown(folder, _account())
        port = _free_port()
        _do(
            as_user,
            "initdb",
            "-D",
            str(folder / "db"),
            "-U",
            _USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = " ".join(
            f"-c {option}" for option in (*_OPTIONS, f"port={port}", f"unix_socket_directories={folder}")
        )
        _do(
            as_user,
            "pg_ctl",
            "-D",
            str(folder / "db"),
            "-w",
            "-t",
            "60",
            "-l",
            str(folder / "log"),
            "-o",
            options,
            "start",
        )
        try:
            yield f"postgres://{_USER}@127.0.0.1:{port}/diemcau"
        finally:
            _do(as_user, "pg_ctl", "-D", str(folder / "db"), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str:
    """Return the system account that runs the server where we are root: `initdb` refuses root."""
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise CannotGoOn(
        "There is no account `postgres` to run PostgreSQL as; install Debian's package postgresql."
    )


def _as_user() -> list[str]:
    return ["runuser", "-u", _account(), "--"] if os.geteuid() == 0 else []


def _do(as_user: list[str], program: str, *arguments: str) -> None:
    # The server keeps what it inherits open, so its output goes nowhere rather than into a pipe that would never end.
    argv = [*as_user, str(_programs() / program), *arguments]
    done = subprocess.run(argv, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise CannotGoOn(f"PostgreSQL: `{program}` ended with status {done.returncode}.")


def _programs() -> Path:
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    beside = shutil.which("initdb")
    if found:
        return found[-1].parent
    if beside:
        return Path(beside).parent
    raise CannotGoOn("PostgreSQL is not installed; Debian's package is postgresql.")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
