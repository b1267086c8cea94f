"""The machine: ports, open files, disk, clock."""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from diemcau import serve
from diemcau.config import env
from diemcau.serve import lock, names, ports
from diemcau.serve.doctor.finding import Finding, fault, ok, warning
from diemcau.serve.errors import CannotServe

_FILES_FOR_10_000 = 24_000  # nginx holds two for each venue, one on either side
_LEAST_FREE_BYTES = 2 * 1024**3
_GOOD_FREE_BYTES = 10 * 1024**3
_BUILT_AT_S = Path(serve.__file__).stat().st_mtime


def check() -> Iterator[Finding]:
    """Look at ports, open files, the data folder, its disk, and the clock."""
    yield from _ports()
    yield _open_files()
    yield from _data_folder()
    yield _clock()


def _ports() -> Iterator[Finding]:
    ours = _own_processes()
    for port in ports.wanted(names.NAMES):
        part = f"port {port.number}"
        try:
            free = ports.is_free(port)
        except CannotServe as problem:
            yield fault(part, problem.message, f"set {port.variable}")
            continue
        process = None if free else ports.holder(port.number)
        if free:
            yield ok(part, f"free, for {port.owner}")
        elif process and process.pid in ours:
            yield ok(part, f"held by our own {port.owner}")
        else:
            who = f"{process.name()} (process {process.pid})" if process else "a process that we may not see"
            yield fault(part, f"taken by {who}, wanted for {port.owner}", f"stop it, or set {port.variable}")


def _own_processes() -> set[int]:
    supervisor = lock.holder(env.DATA)
    if not supervisor or not psutil.pid_exists(supervisor):
        return set()
    return {child.pid for child in psutil.Process(supervisor).children(recursive=True)}


def _open_files() -> Finding:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    venues = (most - 128) // 2
    if most < _FILES_FOR_10_000:
        remedy = "raise LimitNOFILE in the systemd unit (or `ulimit -Hn`) to 65536 for 10.000 venues, or use more nodes"
        return warning("open files", f"at most {most}: about {venues} venues at once", remedy)
    return ok("open files", f"at most {most}")


def _data_folder() -> Iterator[Finding]:
    folder = env.DATA
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".doctor.{os.getpid()}"
        trial.touch()
        trial.unlink()
    except OSError as problem:
        yield fault(
            "data folder",
            f"{folder} cannot be written: {problem.strerror}",
            "give it to this user, or set DIEMCAU_DATA",
        )
        return
    yield ok("data folder", str(folder))
    free = shutil.disk_usage(folder).free
    told = f"{free / 1024**3:.1f} GiB free"
    if free < _LEAST_FREE_BYTES:
        yield fault("disk", told, "free some space: an hour of the programme feed takes up to 0.8 GB")
    elif free < _GOOD_FREE_BYTES:
        yield warning("disk", told, "an hour of the programme feed takes up to 0.8 GB")
    else:
        yield ok("disk", told)


def _clock() -> Finding:
    remedy = "set the clock and switch on time synchronisation: timedatectl set-ntp true"
    if time.time() < _BUILT_AT_S - 86_400:
        return fault("clock", "stands before the day on which this software was installed", remedy)
    try:
        argv = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        said = subprocess.run(argv, capture_output=True, text=True, timeout=5, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    if said == "no":
        return warning("clock", "is not synchronised", remedy)
    return ok(
        "clock",
        "synchronised" if said == "yes" else "plausible; whether it is synchronised cannot be told here",
    )
