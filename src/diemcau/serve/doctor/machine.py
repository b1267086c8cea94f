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
from diemcau.core.terminal import gettext as _
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
        part = _("port %s") % port.number
        try:
            free = ports.is_free(port)
        except CannotServe as problem:
            yield fault(part, problem.message, _("set %s") % port.variable)
            continue
        process = None if free else ports.holder(port.number)
        if free:
            yield ok(part, _("free, for %s") % port.owner)
        elif process and process.pid in ours:
            yield ok(part, _("held by our own %s") % port.owner)
        else:
            taken = _("taken by %(holder)s, wanted for %(owner)s")
            words = {"holder": ports.describe(process), "owner": port.owner}
            yield fault(part, taken % words, _("stop it, or set %s") % port.variable)


def _own_processes() -> set[int]:
    supervisor = lock.holder(env.DATA)
    if not supervisor or not psutil.pid_exists(supervisor):
        return set()
    return {child.pid for child in psutil.Process(supervisor).children(recursive=True)}


def _open_files() -> Finding:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    venues = (most - 128) // 2
    if most < _FILES_FOR_10_000:
        told = _("at most %(files)s: about %(venues)s venues at once") % {"files": most, "venues": venues}
        remedy = _(
            "raise LimitNOFILE in the systemd unit (or `ulimit -Hn`) to 65536 for 10.000 venues, or use more nodes"
        )
        return warning(_("open files"), told, remedy)
    return ok(_("open files"), _("at most %s") % most)


def _data_folder() -> Iterator[Finding]:
    folder = env.DATA
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".doctor.{os.getpid()}"
        trial.touch()
        trial.unlink()
    except OSError as problem:
        told = _("%(folder)s cannot be written: %(reason)s") % {"folder": folder, "reason": problem.strerror}
        yield fault(_("data folder"), told, _("give it to this user, or set DIEMCAU_DATA"))
        return
    yield ok(_("data folder"), str(folder))
    yield _disk(folder)


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    part, told = _("disk"), _("%.1f GiB free") % (free / 1024**3)
    if free < _LEAST_FREE_BYTES:
        return fault(part, told, _("free some space: an hour of the programme feed takes up to 0.8 GB"))
    if free < _GOOD_FREE_BYTES:
        return warning(part, told, _("an hour of the programme feed takes up to 0.8 GB"))
    return ok(part, told)


def _clock() -> Finding:
    part = _("clock")
    remedy = _("set the clock and switch on time synchronisation: timedatectl set-ntp true")
    if time.time() < _BUILT_AT_S - 86_400:
        return fault(part, _("stands before the day on which this software was installed"), remedy)
    try:
        argv = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        said = subprocess.run(argv, capture_output=True, text=True, timeout=5, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    if said == "no":
        return warning(part, _("is not synchronised"), remedy)
    if said == "yes":
        return ok(part, _("synchronised"))
    return ok(part, _("plausible; whether it is synchronised cannot be told here"))
