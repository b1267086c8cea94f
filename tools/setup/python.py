"""The Python environment in `.venv`, from lock files with hashes."""

import shutil
import subprocess
import sys
from pathlib import Path

from tools.setup.project import ROOT, VENV, CannotGoOn, run
from tools.setup.stamps import digest, once

_PIP = (str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "-q")


def install(*, tests: bool) -> None:
    """Make the environment and put the locked packages and the project itself into it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this script meets any Python
        raise CannotGoOn(
            f"Python 3.11 or newer is needed, {sys.executable} is {sys.version.split()[0]}: make PYTHON=/path/to/python3 …"
        )
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    there = _works()
    once("Python environment", version, _make, still_there=there)
    locks = [
        ROOT / "requirements" / name for name in (("runtime.txt", "dev.txt") if tests else ("runtime.txt",))
    ]
    name = "Python packages with those for tests" if tests else "Python packages"
    once(name, digest(locks, version, str(VENV)), lambda: _install_locked(locks), still_there=there)
    command = VENV / "bin" / "diemcau"
    once(
        "command diemcau",
        digest([ROOT / "pyproject.toml"], str(VENV)),
        _install_project,
        still_there=there and command.exists(),
    )


def install_locked(lock: Path) -> None:
    """Put the packages of one more lock file into the environment."""
    _install_locked([lock])


def _works() -> bool:
    python = VENV / "bin" / "python"
    if not python.exists():
        return False
    return (
        subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode
        == 0
    )


def _make() -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    run(
        sys.executable,
        "-m",
        "venv",
        str(VENV),
        why="The Python environment could not be made; is python3-venv there?",
    )


def _install_locked(locks: list[Path]) -> None:
    files = [part for lock in locks for part in ("-r", str(lock))]
    run(*_PIP, "--require-hashes", *files, why="The Python packages could not be installed")


def _install_project() -> None:
    run(
        *_PIP,
        "--no-deps",
        "--no-build-isolation",
        "-e",
        ".",
        why="The command diemcau could not be installed",
    )
