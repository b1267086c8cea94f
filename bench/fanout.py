"""Command accepted → received by every client, and the same clients hearing bare NATS messages, in one run.

Rows and bare messages take turns, so that both meet the same machine.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from threading import Thread

from bench.figure import Figure, say, show
from bench.installation import Installation
from bench.seed import SLUG
from diemcau.adapters.nats import subjects
from diemcau.adapters.nats.client import Connection, Identity
from diemcau.adapters.nats.keyring import Keyring
from diemcau.simulation.plan import FloorRequest
from diemcau.simulation.run import Run, Settings

CLIENTS = 10_000
ROUNDS = 40
ROUND_S = 1.0
BYTES = 300  # of an event, as measured


def measure(clients: int = CLIENTS) -> list[Figure]:
    """Start, connect, say, compare."""
    requests = [
        FloorRequest(at_s=turn * ROUND_S, client=turn, withdraw_after_s=None) for turn in range(ROUNDS)
    ]
    with Installation() as installation:
        settings = installation.settings(
            clients=clients, minutes=(ROUNDS + 2) * ROUND_S / 60, requests=requests
        )
        url = f"nats://127.0.0.1:{installation.ports['NATS_PORT']}"
        with Run(settings, say) as run:
            run.connect_all()
            speaker = Thread(target=lambda: asyncio.run(_speak(url, settings)))
            run.begin()
            speaker.start()
            run.pass_time()
            speaker.join()
            report = run.report()
    path, bare = report.latency.summary(), report.bare.summary()
    lost = report.total("missing") + ROUNDS * clients - report.bare.total
    return [
        Figure(f"command accepted → received by {clients} clients, p99", path["p99"], "ms", 1000),
        Figure("the same, p50", path["p50"], "ms"),
        Figure("bare NATS publish to the same clients, p50", bare["p50"], "ms"),
        Figure("bare NATS publish to the same clients, p99", bare["p99"], "ms"),
        Figure(
            "p50 of the whole path against the bare publish", round(path["p50"] / bare["p50"], 2), "×", 1.5
        ),
        Figure("deliveries missing", lost, "deliveries", 0),
        Figure("clients connected at the end, too few by", clients - report.total("connected"), "clients", 0),
    ]


async def _speak(url: str, settings: Settings) -> None:
    """Say a bare message half a round after each row."""
    began_s = time.monotonic()
    async with Connection(url, Identity.of_process(Keyring(settings.seed), "bench")) as connection:
        await connection.wait_connected(30)
        for turn in range(ROUNDS):
            await asyncio.sleep(max(0, began_s + (turn + 0.5) * ROUND_S - time.monotonic()))
            await connection.publish(subjects.events(SLUG), _bare())
            await connection.flush(60)


def _bare() -> bytes:
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = {"seq": 0, "at": at, "pad": ""}
    said["pad"] = "x" * (BYTES - len(json.dumps(said)))
    return json.dumps([said]).encode()


if __name__ == "__main__":
    sys.exit(show(measure(*map(int, sys.argv[1:]))))
