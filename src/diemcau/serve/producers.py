"""Start a producer for each file in `run/producers/`, and stop it when the file goes."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from diemcau.serve.child import Child
from diemcau.serve.supervisor import Supervisor

EVERY_S = 0.5
_PREFIX = "producer-"
_SLUG = re.compile(r"[a-z0-9-]+")


def wanted(run: Path) -> set[str]:
    """Return the slugs of the conferences whose producer should run now."""
    folder = run / "producers"
    return (
        {path.name for path in folder.iterdir() if _SLUG.fullmatch(path.name)} if folder.is_dir() else set()
    )


async def follow(run: Path, supervisor: Supervisor, make: Callable[[str], Child]) -> None:
    """Keep the running producers the same as the wanted ones, for ever."""
    while True:
        running = {name.removeprefix(_PREFIX) for name in supervisor.names if name.startswith(_PREFIX)}
        now_wanted = wanted(run)
        for slug in sorted(now_wanted - running):
            supervisor.add(make(slug))
        for slug in sorted(running - now_wanted):
            await supervisor.remove(f"{_PREFIX}{slug}")
        await asyncio.sleep(EVERY_S)
