"""The control room in Chromium with 759 and with 3,355 connected venues: first paint, a change seen, scrolling."""

import json
import statistics
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie

from playwright.sync_api import Page, sync_playwright

from bench.figure import Figure, say, show
from bench.installation import Installation
from bench.seed import SLUG
from diemcau.simulation.run import Run

SIZES = {759: ("province,district", "units-2024.csv"), 3355: ("province,commune", "units-2025.csv")}
TRIES = 5
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The moment at which the wall stands with all venues, in milliseconds after the navigation began.
_WALL = """(venues) => new Promise((done) => {
  const look = () => document.querySelectorAll('[role=option]').length >= venues
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : requestAnimationFrame(look);
  look();
})"""
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()"
_AWAIT_TEXT = """(text) => new Promise((done) => {
  const look = () => document.body.innerText.includes(text) ? done(Date.now()) : requestAnimationFrame(look);
  look();
})"""
# The time between two frames while the wall is scrolled from end to end for two seconds.
_SCROLL = """() => new Promise((done) => {
  const wall = document.querySelector('[role=listbox]');
  const box = wall.scrollHeight > wall.clientHeight ? wall : (wall.closest('.scroll') ?? wall.parentElement);
  const gaps = [], began = performance.now(); let last = began;
  const step = (at) => {
    gaps.push(at - last); last = at;
    box.scrollTop = Math.abs(Math.sin((at - began) / 400)) * (box.scrollHeight - box.clientHeight);
    at - began < 2000 ? requestAnimationFrame(step) : done(gaps.slice(1));
  };
  requestAnimationFrame(step);
})"""


def measure() -> list[Figure]:
    """Measure both sizes, each with all its venues connected."""
    return [figure for venues in SIZES for figure in _measure_size(venues)]


def _measure_size(venues: int) -> Iterator[Figure]:
    levels, units = SIZES[venues]
    with (
        Installation(levels=levels, units=units) as installation,
        Run(installation.settings(clients=venues, minutes=1), say) as run,
    ):
        run.connect_all()
        with _signed_in(installation) as page:
            opened = [_open(page, installation.url, venues) for _ in range(TRIES)]
            seen = [_change_s(page, installation, number) for number in range(TRIES)]
            gaps = page.evaluate(_SCROLL)
    paints, walls = zip(*opened, strict=True)
    yield Figure(
        f"{venues} venues: first paint, median of {TRIES}", round(statistics.median(paints), 2), "s", 1.5
    )
    yield Figure(f"{venues} venues: the wall stands, median", round(statistics.median(walls), 2), "s")
    yield Figure(f"{venues} venues: a change seen, median", round(statistics.median(seen), 2), "s", 2)
    yield Figure(f"{venues} venues: a change seen, slowest", round(max(seen), 2), "s")
    gap_ms = statistics.quantiles(gaps, n=20)[-1]
    yield Figure(f"{venues} venues: between two frames while scrolling, 95 %", round(gap_ms, 1), "ms", 50)


@contextmanager
def _signed_in(installation: Installation) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"{installation.url}/app/accounts/login/")
        page.fill("input[name=login]", "chutri@demo.invalid")
        page.fill("input[name=password]", installation.keys["password"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/app/")
        yield page
        browser.close()


def _open(page: Page, url: str, venues: int) -> tuple[float, float]:
    """Open the control room; return first paint and the standing wall in seconds after the navigation began."""
    page.goto("about:blank")
    page.goto(f"{url}/live/{SLUG}/control", wait_until="commit")
    wall_s = page.evaluate(_WALL, venues) / 1000
    return page.evaluate(_PAINT) / 1000, wall_s


def _change_s(page: Page, installation: Installation, number: int) -> float:
    """Let a venue ask for the floor; return the seconds from its sending to its sight in the queue."""
    topic = f"Câu hỏi {number} {time.time_ns() % 10**6}"
    _, token = installation.keys["seats"][number + 10]
    cookie = _enter(installation.url, token)
    began_ms = time.time() * 1000
    _post(f"{installation.url}/api/conferences/{SLUG}/commands/request_floor", {"topic": topic}, cookie)
    return (page.evaluate(_AWAIT_TEXT, topic) - began_ms) / 1000


def _enter(url: str, token: str) -> str:
    body = f"token={token}".encode()
    request = urllib.request.Request(f"{url}/v", body, {"Accept": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        cookies = SimpleCookie(answer.headers["Set-Cookie"])
    return f"dc_venue={cookies['dc_venue'].coded_value}"


def _post(url: str, given: dict[str, str], cookie: str) -> None:
    headers = {
        "Content-Type": "application/json",
        "Cookie": cookie,
        "Idempotency-Key": f"bench-{time.time_ns()}",
    }
    request = urllib.request.Request(url, json.dumps(given).encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=10):  # noqa: S310
        pass


if __name__ == "__main__":
    sys.exit(show(measure()))
