"""`run/supervisor.json`: what the supervisor knows of each child, for health, metrics and doctor."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "supervisor.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildState:
    """`state` is one of starting, running, waiting (to be started again) and stopped; `since` is ISO 8601 in UTC."""

    pid: int | None
    state: str
    restarts: int
    since: str


def write(run: Path, children: Mapping[str, ChildState]) -> None:
    """Replace the file in one step, so that no reader ever sees half of it."""
    draft = run / f".{FILE}"
    draft.write_text(json.dumps({name: asdict(child) for name, child in children.items()}, indent=1))
    draft.replace(run / FILE)


def read(run: Path) -> dict[str, ChildState]:
    """Return the last known state of every child; empty where no supervisor runs or ran."""
    try:
        found = json.loads((run / FILE).read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return {name: ChildState(**child) for name, child in found.items()}
