"""Start every child in order, watch over all, and stop them in the opposite order."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from diemcau.core.terminal import gettext as _
from diemcau.serve import state
from diemcau.serve.child import Child
from diemcau.serve.runner import Runner


def _order(runner: Runner) -> int:
    return runner.child.order


class Supervisor:
    """The parent of all processes of one installation; `data` is its data folder."""

    def __init__(self, data: Path, *, say: Callable[[str], None]) -> None:
        self._run = data / "run"
        self._logs = data / "logs"
        self._say = say
        self._runners: dict[str, Runner] = {}
        self._stop = asyncio.Event()
        self._run.mkdir(parents=True, exist_ok=True)
        state.write(self._run, {})

    @property
    def names(self) -> list[str]:
        """The children that run now or are being started."""
        return list(self._runners)

    async def serve(
        self,
        children: Iterable[Child],
        *,
        started: Callable[[], None],
        beside: Iterable[Coroutine[Any, Any, None]] = (),
    ) -> None:
        """Start the children, call `started`, run `beside` until a signal comes, then stop everything."""
        self._listen_to_signals()
        tasks: list[asyncio.Task[None]] = []
        starting = asyncio.create_task(self._start(list(children)))
        await self._first_of(starting)
        if starting.done() and not self._stop.is_set():
            starting.result()
            started()
            tasks = [asyncio.create_task(work) for work in beside]
            await self._first_of(*tasks)
        else:
            for work in beside:
                work.close()
        for task in (starting, *tasks):
            task.cancel()
        await self._stop_all()
        for task in tasks:
            if task.done() and not task.cancelled():
                task.result()

    def add(self, child: Child) -> Runner:
        """Start one more child and watch over it."""
        runner = Runner(child, logs=self._logs, changed=self._write, say=self._say)
        self._runners[child.name] = runner
        runner.start()
        return runner

    async def remove(self, name: str) -> None:
        """Stop one child and forget it."""
        await self._runners[name].stop()
        del self._runners[name]
        self._write()

    def signal(self, name: str, number: int) -> None:
        """Send a child a signal; nothing happens where it does not run."""
        if name in self._runners:
            self._runners[name].signal(number)

    async def _first_of(self, *tasks: asyncio.Task[None]) -> None:
        """Wait for the signal to stop, or for the first task that ends."""
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()

    async def _start(self, children: list[Child]) -> None:
        for _place, group in groupby(
            sorted(children, key=lambda child: child.order), key=lambda child: child.order
        ):
            await asyncio.gather(*(self._start_one(child) for child in group))

    async def _start_one(self, child: Child) -> None:
        runner = self.add(child)
        try:
            async with asyncio.timeout(child.ready_within_s):
                await runner.ready.wait()
        except TimeoutError:
            said = _("%(process)s is not ready after %(limit_s).0f s; see %(log)s")
            log = self._logs / f"{child.name}.log"
            self._say(said % {"process": child.name, "limit_s": child.ready_within_s, "log": log})
        else:
            self._say(_("%(process)s is ready") % {"process": child.name})

    async def _stop_all(self) -> None:
        runners = sorted(self._runners.values(), key=_order, reverse=True)
        for _place, group in groupby(runners, key=_order):
            await asyncio.gather(*(runner.stop() for runner in group))

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._on_signal)

    def _on_signal(self) -> None:
        if self._stop.is_set():
            self._say(_("stopping at once"))
            for runner in self._runners.values():
                runner.kill()
            return
        self._say(_("stopping; once more to stop at once"))
        self._stop.set()

    def _write(self) -> None:
        state.write(self._run, {name: runner.state for name, runner in self._runners.items()})
