"""How long `diemcau units import` takes for the 10,810 units of 2024, each run into a fresh SQLite database.

Run: python bench/units_import.py [RUNS]. Prints the machine, every run and the median. `import` is what the command itself
reports (reading to commit); `whole` is the process from start to end, Django's start included, and `cpu` its processor time,
which does not depend on what else the machine is doing.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figure import Figure, show

LIST = Path(__file__).parent.parent / "src/diemcau/units/data/units-2024.csv"
UNITS = 10_810
LIMIT_S = 3.0


def diemcau(data: Path, *arguments: str) -> str:
    """Run the command with a data folder of its own and return what it printed."""
    command = [sys.executable, "-c", "from diemcau.cli.main import cli; cli()", *arguments]
    environment = os.environ | {"DIEMCAU_DATA": str(data), "DIEMCAU_DATABASE_URL": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def cpu_s() -> float:
    """Return the processor time of all finished child processes in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def import_once(empty: Path, folder: Path) -> tuple[float, float, float]:
    """Import into a copy of an empty database; return (import, whole, cpu) in seconds."""
    shutil.copytree(empty, folder)
    began, used_s = time.perf_counter(), cpu_s()
    told = json.loads(diemcau(folder, "units", "import", str(LIST), "--json"))
    whole_s = time.perf_counter() - began
    if told["created"] != UNITS or told["faults"]:
        raise SystemExit(f"The import did not do its work: {told}")
    return told["seconds"], whole_s, cpu_s() - used_s


def measure(runs: int = 5) -> list[Figure]:
    """Import `runs` times, each into an empty database of its own."""
    with tempfile.TemporaryDirectory() as name:
        empty = Path(name, "empty")
        empty.mkdir()
        diemcau(empty, "manage", "migrate", "--verbosity", "0")
        times = [import_once(empty, Path(name, str(run))) for run in range(runs)]
    import_s, whole_s, used_s = (statistics.median(column) for column in zip(*times, strict=True))
    return [
        Figure(f"import of {UNITS:,} units, median of {runs}", round(import_s, 2), "s", LIMIT_S),
        Figure("  the whole command, Django's start included", round(whole_s, 2), "s"),
        Figure("  its processor time", round(used_s, 2), "s"),
    ]


if __name__ == "__main__":
    sys.exit(show(measure(*map(int, sys.argv[1:]))))
