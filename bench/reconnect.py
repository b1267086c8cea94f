"""Kill NATS with 10,000 clients connected: when are they back, and has anybody missed anything."""

import os
import signal
import sys
import time

from bench.figure import Figure, say, show
from bench.installation import Installation
from diemcau.simulation.plan import FloorRequest
from diemcau.simulation.run import Run

CLIENTS = 10_000
KILL_AT_S = 8.0
SECONDS = 40.0


def measure(clients: int = CLIENTS) -> list[Figure]:
    """Start, connect, kill, wait, compare."""
    requests = [FloorRequest(at_s=turn * 0.5, client=turn, withdraw_after_s=None) for turn in range(60)]
    with Installation() as installation:
        settings = installation.settings(clients=clients, minutes=SECONDS / 60, requests=requests)
        with Run(settings, say) as run:
            began_s = time.monotonic()
            run.connect_all()
            entered_s = time.monotonic() - began_s
            run.begin()
            time.sleep(KILL_AT_S)
            killed_at_s = time.time()
            os.kill(installation.pid("nats"), signal.SIGKILL)
            say("NATS is killed")
            run.pass_time()
            report = run.report()
    back_s = sorted(
        at_s - killed_at_s for each in report.seen for at_s in each.arrivals_s if at_s > killed_at_s
    )
    needed = int(0.95 * clients)
    return [
        Figure(
            "95 % of the clients are back",
            round(back_s[needed - 1], 2) if len(back_s) >= needed else 9999,
            "s",
            10,
        ),
        Figure("  the same clients, entering for the first time", round(entered_s, 2), "s"),
        Figure("clients connected at the end, too few by", clients - report.total("connected"), "clients", 0),
        Figure("rows missing, doubled or out of order", report.unlike, "rows", 0),
        Figure(
            "commands lost, doubled or unanswered",
            sum(report.unlike_the_log()) + report.total("unanswered"),
            "",
            0,
        ),
        Figure("fetches over HTTP to catch up", report.total("fetches"), "requests"),
    ]


if __name__ == "__main__":
    sys.exit(show(measure(*map(int, sys.argv[1:]))))
