"""What a child process is: how it is started, when it is ready, how it is stopped."""

import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Probe = Callable[[], Awaitable[bool]]


async def at_once() -> bool:
    """Count a child as ready as soon as it runs."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One program under the supervisor.

    `order` groups the children: lower ones start first and stop last. `env` is added to the supervisor's own
    environment. `heartbeat` is a file that the child touches while it works; that of its last life is removed
    before it starts. `orphan_signal` is what the kernel sends the child when the supervisor dies: programs with
    workers of their own need one that they can pass on.
    """

    name: str
    argv: tuple[str, ...]
    order: int = 0
    folder: Path | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    heartbeat: Path | None = None
    ready: Probe = at_once
    ready_within_s: float = 30.0
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGKILL
    grace_s: float = 2.5
