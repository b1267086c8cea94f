"""`python3 -m tools.check [lint]`: every check in turn, the tests of real parts and screens last, whose summary ends the output.

The other tests run on SQLite and on PostgreSQL at the same time, each on a core. A check that fails does not keep the
others from running; the exit status is 0 only when all went well.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic

from tools import postgres
from tools.setup.node import node_folder
from tools.setup.project import FRONTEND, ROOT, VENV, CannotGoOn

_PYTEST = (str(VENV / "bin" / "python"), "-m", "pytest", "-q")
_WITHOUT_REAL_PARTS = ("-m", "not e2e and not real")
_ON_SQLITE = {"DIEMCAU_DATABASE_URL": ""}


def main(only_lint: bool) -> int:
    """Run everything; 0 when nothing failed."""
    results = [*_lint()]
    if not only_lint:
        results += [*_frontend(), *_pytest_on_both(), _pytest_of_real_parts()]
    return 0 if all(results) else 1


def _lint() -> list[bool]:
    tool = VENV / "bin"
    return [
        _stage("ruff", str(tool / "ruff"), "check", "-q", "."),
        _stage("ruff format", str(tool / "ruff"), "format", "--check", "-q", "."),
        _stage("mypy", str(tool / "mypy"), "--no-error-summary"),
        _stage("import contracts", str(tool / "lint-imports"), "--no-cache"),
    ]


def _frontend() -> list[bool]:
    path = {"PATH": f"{node_folder()}:{os.environ.get('PATH', '')}", "CI": "1"}
    return [
        _stage("svelte-check", "npm", "run", "--silent", "check", folder=FRONTEND, env=path),
        _stage("vitest", "npm", "run", "--silent", "test", folder=FRONTEND, env=path),
    ]


def _pytest_on_both() -> list[bool]:
    try:
        with postgres.running() as url, TemporaryFile("w+") as said:
            beside = subprocess.Popen(
                [*_PYTEST, *_WITHOUT_REAL_PARTS, "--migrations"],
                cwd=ROOT,
                env={**os.environ, "DIEMCAU_DATABASE_URL": url},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            try:
                on_sqlite = _stage("pytest on SQLite", *_PYTEST, *_WITHOUT_REAL_PARTS, env=_ON_SQLITE)
                on_postgres = beside.wait() == 0
            finally:
                beside.kill()
            said.seek(0)
            sys.stdout.write(f"\n== pytest on PostgreSQL, beside it\n{said.read()}")
            sys.stdout.write(f"== pytest on PostgreSQL: {'ok' if on_postgres else 'FAILED'}\n")
            return [on_sqlite, on_postgres]
    except CannotGoOn as fault:
        sys.stdout.write(f"{fault}\n")
        return [False]


def _pytest_of_real_parts() -> bool:
    return _stage(
        "pytest of real parts and screens", *_PYTEST, "-m", "e2e or real", env=_ON_SQLITE, last=True
    )


def _stage(
    name: str, *argv: str, folder: Path = ROOT, env: Mapping[str, str] | None = None, last: bool = False
) -> bool:
    sys.stdout.write(f"\n== {name}\n")
    sys.stdout.flush()
    began = monotonic()
    whole = {**os.environ, **(env or {})}
    ended = subprocess.run(argv, cwd=folder, env=whole, stdin=subprocess.DEVNULL, check=False).returncode
    if not last:
        sys.stdout.write(f"== {name}: {'ok' if ended == 0 else 'FAILED'} ({monotonic() - began:.0f} s)\n")
        sys.stdout.flush()
    return ended == 0


if __name__ == "__main__":
    sys.exit(main(only_lint=sys.argv[1:] == ["lint"]))
