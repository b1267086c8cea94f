"""One supervisor for one data folder."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from diemcau.core.terminal import gettext as _
from diemcau.serve.errors import AlreadyServing


@contextlib.contextmanager
def held(data: Path) -> Iterator[None]:
    """Hold the data folder for this process; the kernel lets go of it however the process ends.

    Raises:
        AlreadyServing: another process holds it; the message names that process.
    """
    path = data / "run" / "supervisor.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            said = _(
                "`diemcau serve` runs on %(folder)s already (process %(pid)s). Stop it there, or choose another data folder"
                " by DIEMCAU_DATA and other ports."
            )
            pid = file.read().strip() or _("unknown")
            raise AlreadyServing(said % {"folder": data, "pid": pid}) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def holder(data: Path) -> int | None:
    """Return the process that holds the data folder; None where nobody does."""
    path = data / "run" / "supervisor.lock"
    if not path.exists():
        return None
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read().strip() or 0) or None
    return None
