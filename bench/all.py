"""All measures: `python -m bench.all [NAME…]`. Prints them with the machine and as JSON last, and writes docs/figures.md."""

import importlib
import json
import os
import platform
import sys
from dataclasses import asdict

import psutil

from bench import report
from bench.figure import Figure, say

MEASURES = (
    "fanout",
    "floor",
    "reconnect",
    "idle",
    "control_room",
    "feed_delay",
    "units_import",
    "portal_page",
    "portal_article",
    "portal_search",
)


def machine() -> str:
    """Return what the figures were measured on."""
    memory_gb = psutil.virtual_memory().total / 1e9
    load = os.getloadavg()[0]
    return (
        f"{psutil.cpu_count()} cores, {memory_gb:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load before the start {load:.1f}"
    )


def main(names: list[str]) -> int:
    """Run the measures; return 0 only if every limit was kept."""
    where = machine()
    measured: dict[str, list[Figure]] = {}
    for name in names:
        say(f"--- {name}")
        measured[name] = importlib.import_module(f"bench.{name}").measure()
        report.write({name: measured[name]}, where)
    say(f"\n{where}")
    for name, figures in measured.items():
        for figure in figures:
            say(f"{name}: {figure.in_words()}")
    said = {name: [asdict(figure) for figure in figures] for name, figures in measured.items()}
    print(json.dumps({"machine": where, "figures": said}))
    return 0 if all(figure.good for figures in measured.values() for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(MEASURES)))
