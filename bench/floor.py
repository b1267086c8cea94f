"""Seven hundred venues ask for the floor within 5 s: all are answered, and the log has each request once."""

import sys

from bench.figure import Figure, say, show
from bench.installation import Installation
from diemcau.simulation.plan import FloorRequest
from diemcau.simulation.run import Run

VENUES = 759
REQUESTS = 700
WITHIN_S = 5.0


def measure() -> list[Figure]:
    """Start, let every venue enter by its link, ask, compare."""
    requests = [
        FloorRequest(at_s=turn * WITHIN_S / REQUESTS, client=turn, withdraw_after_s=None)
        for turn in range(REQUESTS)
    ]
    with Installation() as installation:
        settings = installation.settings(clients=VENUES, minutes=15 / 60, minted=False, requests=requests)
        with Run(settings, say) as run:
            run.connect_all()
            run.begin()
            run.pass_time()
            report = run.report()
    logged = [row for row in report.log if row["type"] == "room.floor.requested"]
    accepted = [command for command in report.commands if command.status == 200]
    answers = report.command_ms()
    return [
        Figure("answers to 700 floor requests within 5 s, p99", answers["p99"], "ms", 500),
        Figure("the same, p50", answers["p50"], "ms"),
        Figure("requests not accepted", REQUESTS - len(accepted), "requests", 0),
        Figure("requests in the log, away from 700 by", abs(len(logged) - REQUESTS), "requests", 0),
        Figure("requests lost or doubled", sum(report.unlike_the_log()), "requests", 0),
        Figure("rows missing, doubled or out of order at a venue", report.unlike, "rows", 0),
        Figure("accepted → received by 759 venues, p99", report.latency.summary()["p99"], "ms"),
    ]


if __name__ == "__main__":
    sys.exit(show(measure()))
