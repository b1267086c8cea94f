"""How far a hall is behind the stage, what the producer costs, and how long the picture is away after kill -9.

The demonstration's clip carries the number of its frame as squares and is published in step with the wall clock, over
WebRTC through Janus and the producer, as a camera is. A real Chromium plays the feed through nginx with the halls' own
player; for each sample the squares of the frame on its screen are read and compared with the clock. So the figure holds
everything from the frame's due moment at the publisher to its display, but not what a camera and its encoder need (about
0.1 s more), nor a real network.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Page, sync_playwright

from bench.figure import Figure, say, show

PROJECT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
WITHOUT = ("web", "nats", "relay", "pulse", "tasks")
PORTS = (
    "PORT",
    "TLS_PORT",
    "WEB_PORT",
    "NATS_PORT",
    "NATS_WS_PORT",
    "NATS_MONITOR_PORT",
    "PULSE_PORT",
    "JANUS_PORT",
    "MEDIA_PORT",
)
SECONDS = 60.0
AWAY_S = 40.0
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]

_BUNDLE = """
import {{ build }} from "{frontend}/node_modules/vite/dist/node/index.js";
await build({{ configFile: false, publicDir: false, root: "{frontend}", logLevel: "error",
  build: {{
  outDir: "{out}", emptyOutDir: false,
  lib: {{ entry: "{frontend}/src/lib/stage/player.ts", formats: ["iife"], name: "player", fileName: () => "player.js" }} }} }});
"""
# Reads the frame's number five times a second: 11 bits and a parity square, each 40 of 1280 pixels wide.
_WATCH = """
(src) => {
  const video = Object.assign(document.createElement("video"), { muted: true, width: 640, height: 360 });
  document.body.replaceChildren(video);
  const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  window.samples = [];
  window.looks = [];
  window.hall = player.openPlayer(video, src);
  setInterval(() => {
    const now = Date.now() / 1000;
    window.looks.push([now, video.readyState, video.currentTime]);
    if (video.readyState < 2) return;
    pen.drawImage(video, 0, 0, 1280, 720);
    const lit = Array.from({ length: 12 }, (_, bit) => pen.getImageData(bit * 40 + 20, 700, 1, 1).data[1] > 128);
    const code = lit.slice(0, 11).reduce((sum, on, bit) => sum + (on ? 2 ** bit : 0), 0);
    const odd = lit.filter(Boolean).length % 2 === 1;
    if (odd && code < 1500) window.samples.push([now, ((now % 60) - code / 25 + 60) % 60, window.hall.facts()]);
  }, 200);
}
"""


@contextlib.contextmanager
def _installation() -> Iterator[tuple[Path, int]]:
    folder = Path(tempfile.mkdtemp(prefix="diemcau-feed-"))
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in PORTS]
    ports = {f"DIEMCAU_{name}": str(one.getsockname()[1]) for name, one in zip(PORTS, sockets, strict=True)}
    for one in sockets:
        one.close()
    more = {"DIEMCAU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "diemcau.config.settings"}
    more |= {"DIEMCAU_JANUS_RTP_PORTS": "26000-26400", "DIEMCAU_PRODUCER_RTP_PORTS": "26500-26700"}
    environment = os.environ | ports | more
    for command in (
        [BIN / "diemcau", "manage", "migrate", "-v", "0"],
        [sys.executable, "-m", "bench.feed_seed"],
    ):
        subprocess.run(command, env=environment, cwd=PROJECT, check=True)
    without = [word for name in WITHOUT for word in ("--without", name)]
    with (folder / "serve.log").open("wb") as log:
        serve = subprocess.Popen(
            [BIN / "diemcau", "serve", *without], env=environment, stdout=log, stderr=log
        )
    try:
        yield folder, int(ports["DIEMCAU_PORT"])
    finally:
        serve.terminate()
        serve.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _bundle(folder: Path) -> Path:
    script = folder / "bundle.mjs"
    script.write_text(_BUNDLE.format(frontend=PROJECT / "frontend", out=folder))
    subprocess.run(["node", str(script)], check=True, cwd=PROJECT / "frontend")
    return folder / "player.js"


def _pid(folder: Path, name: str) -> int:
    return int(json.loads((folder / "run" / "supervisor.json").read_text())[name]["pid"])


def _samples(page: Page) -> list[list[Any]]:
    found: list[list[Any]] = page.evaluate("window.samples")
    return found


def _await_picture(page: Page, *, after: float, limit_s: float = 180) -> None:
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        if any(at > after and delay < 20 for at, delay, _ in _samples(page)[-5:]):
            return
        time.sleep(0.5)
    raise RuntimeError("the picture of the stage did not come")


def _delay(page: Page, folder: Path, seconds: float) -> list[Figure]:
    producer = psutil.Process(_pid(folder, "producer-demo"))
    page.evaluate("window.samples.length = 0")
    before = sum(producer.cpu_times()[:2])
    stalls = page.evaluate("window.hall.facts().stalls")
    time.sleep(seconds)
    spent = sum(producer.cpu_times()[:2]) - before
    delays = sorted(delay for _, delay, _ in _samples(page))
    return [
        Figure("programme feed behind live, p50", round(statistics.median(delays), 2), "s", 4.0),
        Figure("programme feed behind live, p95", round(delays[int(len(delays) * 0.95)], 2), "s"),
        Figure(
            "interruptions of the hall's player",
            page.evaluate("window.hall.facts().stalls") - stalls,
            "times",
        ),
        Figure("producer, two renditions and sound", round(spent / seconds * 100, 1), "% of a core"),
        Figure("producer, memory", round(producer.memory_info().rss / 1e6), "MB"),
    ]


def _away(page: Page, folder: Path, name: str) -> Figure:
    """Kill a part and return the longest time without a moving picture of the stage."""
    began = time.time()
    os.kill(_pid(folder, name), signal.SIGKILL)
    time.sleep(AWAY_S)
    _await_picture(page, after=began + AWAY_S - 5)
    moments = [at for at, delay, _ in _samples(page) if at > began - 2 and delay < 20]
    gap_s, gone = max((later - sooner, sooner) for sooner, later in pairwise(moments))
    looks = sum(gone < at < gone + gap_s for at, *_ in page.evaluate("window.looks"))
    say(f"no picture of the stage from {gone - began:.1f} s on for {gap_s:.1f} s, looked at {looks} times")
    return Figure(f"stage away in the hall after kill -9 of {name}", round(gap_s, 1), "s", 15.0)


def measure(seconds: float = SECONDS) -> list[Figure]:
    """Start an installation and a hall, and look."""
    with _installation() as (folder, port), sync_playwright() as playwright:
        script = _bundle(folder)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        page = browser.new_page()
        end = time.monotonic() + 120
        while not (folder / "feeds/demo/720p/index.m3u8").exists() and time.monotonic() < end:
            time.sleep(0.5)
        page.goto(f"http://127.0.0.1:{port}/feed/demo/hls/none")
        page.add_script_tag(content=script.read_text())
        page.evaluate(_WATCH, "/feed/demo/hls/master.m3u8")
        say("waiting for the stage's picture; its clip is made first")
        _await_picture(page, after=0)
        time.sleep(15)
        figures = _delay(page, folder, seconds)
        for name in ("janus", "producer-demo", "media"):
            say(f"kill -9 of {name}")
            figures.append(_away(page, folder, name))
        browser.close()
    return figures


if __name__ == "__main__":
    sys.exit(show(measure(*map(float, sys.argv[1:]))))
