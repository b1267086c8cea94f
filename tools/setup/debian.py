"""Debian's packages: find out which are missing, and install only those."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.setup.project import CannotGoOn, run
from tools.setup.stamps import once

FOR_RUN = (
    "python3-venv",
    "nginx-light",
    "janus",
    "ffmpeg",
    "gettext",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-plugins-ugly",
    "gstreamer1.0-libav",
    "gstreamer1.0-nice",
    "gir1.2-gstreamer-1.0",
    "gir1.2-gst-plugins-base-1.0",
    "gir1.2-gst-plugins-bad-1.0",
    "gir1.2-pango-1.0",
    "python3-gi",
    "python3-gi-cairo",
    "fonts-dejavu-core",
    "espeak-ng",
)
# libatomic1: the browser tests' driver brings a Node of its own that needs it and does not bring it.
FOR_TESTS = ("chromium", "libatomic1", "postgresql", "gstreamer1.0-tools", "poppler-utils")
# Any of these does the work of the other.
_SAME = {"nginx-light": ("nginx", "nginx-core", "nginx-full", "nginx-extras")}
# What Debian would start by itself after installing; we run our own and need none of them.
_SERVICES = {"nginx-light": "nginx", "janus": "janus", "postgresql": "postgresql"}


def install(packages: Iterable[str]) -> None:
    """Install what is missing.

    Raises:
        CannotGoOn: packages are missing, and this is no Debian, or nobody here may install.
    """
    wanted = list(packages)
    if shutil.which("dpkg-query") is None:
        raise CannotGoOn(
            f"This is not Debian; install these by hand, then set DIEMCAU_NO_APT=1: {' '.join(wanted)}"
        )
    if missing := [name for name in wanted if not _is_installed(name)]:
        sys.stdout.write(f"  Debian packages that are missing: {' '.join(missing)}\n")
        once("Debian packages", " ".join(missing), lambda: _install(missing), still_there=False)


def _install(missing: list[str]) -> None:
    # In run level 1 Debian's scripts start no service, where no systemd decides it.
    env = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    root = _as_root(missing)
    run(
        *root,
        "apt-get",
        "update",
        "-q",
        why="Debian's package lists could not be read; is the network there?",
    )
    options = ("-y", "-q", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold")
    run(*root, *env, "apt-get", "install", *options, *missing, why="Debian's packages could not be installed")
    if Path("/run/systemd/system").is_dir():
        for service in filter(None, map(_SERVICES.get, missing)):
            run(
                *root,
                "systemctl",
                "disable",
                "--now",
                service,
                why=f"The service {service}, just installed, could not be stopped",
            )


def _as_root(missing: list[str]) -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        return ["sudo"]
    raise CannotGoOn(
        f"These packages are missing, and only root may install them:\n  apt-get install {' '.join(missing)}"
    )


def _is_installed(name: str) -> bool:
    names = (name, *_SAME.get(name, ()))
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    return "installed" in asked.stdout.splitlines()
