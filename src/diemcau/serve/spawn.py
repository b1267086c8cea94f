"""Start a child so that it can never outlive the supervisor."""

import asyncio
import contextlib
import ctypes
import os
import signal
import subprocess
from asyncio.subprocess import Process
from collections.abc import Callable

from diemcau.serve.child import Child

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _die_with(parent_pid: int, death_signal: signal.Signals) -> Callable[[], None]:
    """Return what the new process runs before its program: ask the kernel for a signal when its parent dies.

    Source: prctl(2), PR_SET_PDEATHSIG; the second look at the parent closes the gap between fork and prctl.
    """

    def prepare() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent_pid:
            os._exit(1)

    return prepare


async def spawn(child: Child, output: int) -> Process:
    """Start the child in a session of its own; what it says goes to the file descriptor `output`.

    Raises:
        OSError: the program is not there or may not be run.
    """
    return await asyncio.create_subprocess_exec(
        *child.argv,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=child.folder,
        env={**os.environ, **child.env},
        start_new_session=True,
        preexec_fn=_die_with(os.getpid(), child.orphan_signal),
    )


def kill_group(pid: int) -> None:
    """End what is left of the session that a child has led, its own workers above all."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
