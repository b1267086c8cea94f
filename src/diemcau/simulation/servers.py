"""What the server's own processes cost: processor time and memory, by the supervisor's list."""

from dataclasses import dataclass
from pathlib import Path

import psutil

from diemcau.serve import state


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds and resident megabytes of one part, its children included."""

    cpu_s: float
    rss_mb: float


def costs(run: Path) -> dict[str, Cost]:
    """Return the cost of every running part up to now; empty where no supervisor runs on this machine."""
    found = {}
    for name, child in state.read(run).items():
        if child.pid is not None and child.state == "running":
            try:
                found[name] = _cost(psutil.Process(child.pid))
            except psutil.NoSuchProcess:
                continue
    return found


def since(before: dict[str, Cost], after: dict[str, Cost]) -> dict[str, Cost]:
    """Return what was spent between two looks; a part that was started anew counts from its start."""
    spent = {}
    for name, cost in after.items():
        earlier_s = before[name].cpu_s if name in before else 0.0
        cpu_s = cost.cpu_s - earlier_s if cost.cpu_s >= earlier_s else cost.cpu_s
        spent[name] = Cost(round(cpu_s, 2), round(cost.rss_mb, 1))
    return spent


def _cost(parent: psutil.Process) -> Cost:
    cpu_s = rss = 0.0
    for process in [parent, *parent.children(recursive=True)]:
        try:
            times, memory = process.cpu_times(), process.memory_info()
        except psutil.NoSuchProcess:
            continue
        cpu_s += times.user + times.system
        rss += memory.rss
    return Cost(cpu_s, rss / 1e6)
