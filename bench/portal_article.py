"""Two articles of the demonstration's portal as a phone gets them, through nginx, each time for the first time.

The phone: Chromium, 390×844, its processor four times slower, 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms there and back.
"""

import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from bench.control_room import CHROMIUM
from bench.figure import Figure, say, show
from bench.portal_page import portal

_PLAIN = "/vi/van-ban/trinh-bay-giay-moi-hop-theo-nghi-dinh-30/"
_REPORT = "/vi/tin-tuc/su-kien/hai-phong-du-hoi-nghi-truc-tuyen-tap-huan-giao-ban-2022/"
_TRIES = 5
_SLOWER = 4
_NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
_LOOK = """window.painted_ms = 0; window.moved = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.painted_ms = one.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; })
    .observe({type: "layout-shift", buffered: true});"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a first visit took: kilobytes and requests over the line, largest paint, and how far things moved."""

    kilobytes: float
    requests: int
    painted_s: float
    moved: float


def measure() -> list[Figure]:
    """Visit an article without pictures and one with two, some times each."""
    with portal() as found, _chromium() as browser:
        address = f"http://localhost:{found.ports['PORT']}"
        visits = {}
        for name, path in (("without pictures", _PLAIN), ("with two pictures", _REPORT)):
            say(f"article {name} …")
            found.get(path)  # the front door's first answer is not the phone's matter
            visits[name] = [_visit(browser, address + path) for _ in range(_TRIES)]
    return [figure for name, seen in visits.items() for figure in _figures(name, seen)]


def _figures(name: str, seen: list[Visit]) -> Iterator[Figure]:
    is_plain = name == "without pictures"
    kilobytes, requests = max(one.kilobytes for one in seen), max(one.requests for one in seen)
    painted_s = statistics.median(one.painted_s for one in seen)
    yield Figure(f"article {name}: first visit", round(kilobytes, 1), "kB", 80 if is_plain else None)
    yield Figure("  requests", requests, "", 8 if is_plain else None)
    yield Figure(f"  largest paint on a slow phone, median of {_TRIES}", round(painted_s, 2), "s", 1.5)
    yield Figure("  layout shift, worst", round(max(one.moved for one in seen), 4), "", 0.02)


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


def _visit(browser: Browser, address: str) -> Visit:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN")
    page = context.new_page()
    taken = _watch(page)
    page.add_init_script(_LOOK)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    painted_ms, moved = page.evaluate("[window.painted_ms, window.moved]")
    context.close()
    return Visit(sum(taken) / 1000, len(taken), painted_ms / 1000, moved)


def _watch(page: Page) -> list[float]:
    """Slow the page down, and collect the bytes of each answer as they come over the line."""
    taken: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda done: taken.append(done["encodedDataLength"]))
    session.send("Network.emulateNetworkConditions", _NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    return taken


if __name__ == "__main__":
    sys.exit(show(measure()))
