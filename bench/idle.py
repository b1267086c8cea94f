"""What 10,000 connected venues cost while nothing happens: pulses every 12 s, heads, the board."""

import sys
import time

from bench.figure import Figure, say, show
from bench.installation import Installation
from diemcau.simulation.run import Run

CLIENTS = 10_000
SECONDS = 48.0
REST_S = 15.0  # after connecting


def measure(clients: int = CLIENTS) -> list[Figure]:
    """Start, connect, rest, look at the processor time."""
    with Installation() as installation:
        settings = installation.settings(clients=clients, minutes=SECONDS / 60)
        with Run(settings, say) as run:
            run.connect_all()
            time.sleep(REST_S)
            run.begin()
            run.pass_time()
            report = run.report()
    share = {name: round(cost.cpu_s / SECONDS * 100, 1) for name, cost in report.costs.items()}
    own = share.pop("simulate")
    memory = {name: round(cost.rss_mb) for name, cost in report.costs.items() if name != "simulate"}
    return [
        Figure(f"all processes, {clients} connected", round(sum(share.values()), 1), "% of a core", 50),
        *(Figure(f"  {name} ({memory[name]} MB)", spent, "% of a core") for name, spent in share.items()),
        Figure("  the simulation itself, connecting included", own, "% of a core"),
        Figure("clients connected at the end, too few by", clients - report.total("connected"), "clients", 0),
    ]


if __name__ == "__main__":
    sys.exit(show(measure(*map(int, sys.argv[1:]))))
