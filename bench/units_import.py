"""How long `diemcau units import` takes for the 10,810 units of 2024, each run into a fresh SQLite database.

Run: python bench/units_import.py [RUNS]. Prints the machine, every run and the median. `import` is what the command itself
reports (reading to commit); `whole` is the process from start to end, Django's start included, and `cpu` its processor time,
which does not depend on what else the machine is doing.
"""

import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def measure(empty: Path, folder: Path) -> tuple[float, float, float]:
    """Import into a copy of an empty database; return (import, whole, cpu) in seconds."""
    shutil.copytree(empty, folder)
    began, used_s = time.perf_counter(), cpu_s()
    told = json.loads(diemcau(folder, "units", "import", str(LIST), "--json"))
    whole_s = time.perf_counter() - began
    if told["created"] != UNITS or told["faults"]:
        raise SystemExit(f"The import did not do its work: {told}")
    return told["seconds"], whole_s, cpu_s() - used_s


def main() -> None:
    """Measure and print; exit status 1 if the median is above the limit."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        empty = Path(name, "empty")
        empty.mkdir()
        diemcau(empty, "manage", "migrate", "--verbosity", "0")
        times = [measure(empty, Path(name, str(run))) for run in range(runs)]
    for number, (import_s, whole_s, used_s) in enumerate(times, start=1):
        print(f"run {number}: import {import_s:.2f} s, whole {whole_s:.2f} s, cpu {used_s:.2f} s")
    median_s, whole_median_s, cpu_median_s = (
        statistics.median(column) for column in zip(*times, strict=True)
    )
    print(
        f"median of {runs}: import {median_s:.2f} s (limit {LIMIT_S} s), whole {whole_median_s:.2f} s, "
        f"cpu {cpu_median_s:.2f} s; load {os.getloadavg()[0]:.1f}"
    )
    sys.exit(median_s > LIMIT_S)


if __name__ == "__main__":
    main()
