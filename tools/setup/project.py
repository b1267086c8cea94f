"""Where things stand, and how a step that cannot go on says so."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"


class CannotGoOn(Exception):
    """Something is missing that this script cannot get; the message says what, and what to do."""


def run(*argv: str, folder: Path = ROOT, env: dict[str, str] | None = None, why: str) -> None:
    """Run a program, its output kept in `build/setup.log` and shown only where it fails.

    Raises:
        CannotGoOn: the program failed, with `why` and the end of what it said.
    """
    BUILD.mkdir(exist_ok=True)
    try:
        done = subprocess.run(
            argv, cwd=folder, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
        )  # fmt: skip
    except OSError as fault:
        raise CannotGoOn(f"{why}: {argv[0]} cannot be started: {fault}") from None
    with (BUILD / "setup.log").open("a") as log:
        log.write(f"$ {' '.join(argv)}\n{done.stdout}\n")
    if done.returncode:
        end = "\n".join(done.stdout.splitlines()[-25:])
        raise CannotGoOn(
            f"{why}: `{' '.join(argv[:4])} …` ended with status {done.returncode}.\n{end}\n(all of it: build/setup.log)"
        )
