"""Keep one child alive until told to stop."""

import asyncio
import contextlib
from asyncio.subprocess import Process
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from diemcau.core.clock import now
from diemcau.core.terminal import gettext as _
from diemcau.serve.backoff import Backoff
from diemcau.serve.child import Child
from diemcau.serve.logs import Log, piped_to
from diemcau.serve.spawn import kill_group, spawn
from diemcau.serve.state import ChildState

_PROBE_EVERY_S = 0.1


class Runner:
    """Starts a child, waits until it ends, and starts it again after a pause that grows.

    `changed` is called after each change of `state`; `say` gets the lines meant for the terminal.
    """

    def __init__(
        self, child: Child, *, logs: Path, changed: Callable[[], None], say: Callable[[str], None]
    ) -> None:
        self.child = child
        self.ready = asyncio.Event()
        self._log = Log(logs / f"{child.name}.log")
        self._changed = changed
        self._say = say
        self._stopping = asyncio.Event()
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None
        self.state = ChildState(pid=None, state="starting", restarts=0, since=now().isoformat())

    def start(self) -> None:
        """Begin; the child's life goes on beside the caller."""
        self._task = asyncio.create_task(self._keep(), name=self.child.name)

    async def stop(self) -> None:
        """Stop the child: its own signal first, and SIGKILL to its whole session after the grace."""
        self._stopping.set()
        process = self._process
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(self.child.stop_signal)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), self.child.grace_s)
            kill_group(process.pid)
        if self._task is not None:
            await self._task

    def kill(self) -> None:
        """End the child at once, for somebody who will not wait."""
        self._stopping.set()
        if self._process is not None:
            kill_group(self._process.pid)

    def signal(self, number: int) -> None:
        """Send the child a signal, such as the one to read its configuration again."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def _keep(self) -> None:
        backoff = Backoff()
        while not self._stopping.is_set():
            began = monotonic()
            ending = await self._live()
            if self._stopping.is_set():
                break
            pause_s = backoff.after(monotonic() - began)
            self._set(state="waiting", pid=None, restarts=self.state.restarts + 1)
            again = _("it starts again in %(pause_s).1f s (%(log)s)")
            told = again % {"pause_s": pause_s, "log": self._log.path}
            self._say(f"{self.child.name} {ending}; {told}")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause_s)
        self._set(state="stopped", pid=None, restarts=self.state.restarts)
        self._log.close()

    async def _live(self) -> str:
        """Run the child once; return how it ended, in words."""
        if self.child.heartbeat:
            self.child.heartbeat.unlink(missing_ok=True)
        async with piped_to(self._log) as output:
            try:
                self._process = process = await spawn(self.child, output)
            except OSError as fault:
                return _("cannot be started: %s") % fault
            if self._stopping.is_set():  # asked to stop while the program was being started
                kill_group(process.pid)
            self._set(state="starting", pid=process.pid, restarts=self.state.restarts)
            probing = asyncio.create_task(self._until_ready())
            code = await process.wait()
            probing.cancel()
            self._process = None
            self.ready.clear()
            kill_group(process.pid)
        return _("was ended by signal %s") % -code if code < 0 else _("ended with status %s") % code

    async def _until_ready(self) -> None:
        while not await self.child.ready():  # noqa: ASYNC110 - another process sets no event of ours
            await asyncio.sleep(_PROBE_EVERY_S)
        self._set(state="running", pid=self.state.pid, restarts=self.state.restarts)
        self.ready.set()

    def _set(self, *, state: str, pid: int | None, restarts: int) -> None:
        self.state = ChildState(pid=pid, state=state, restarts=restarts, since=now().isoformat())
        self._changed()
