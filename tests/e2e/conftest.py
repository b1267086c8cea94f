"""The whole product, started once for this folder, and a Chromium that opens its screens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.installation import Installation, Venue, read_venues, serving
from tests.e2e.screens import PATIENCE_MS, Screens

CHROMIUM = Path("/usr/bin/chromium")
BUILT = Path(__file__).parents[2] / "frontend" / "dist" / "manifest.json"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # A camera and a microphone, which a page sees only where it may.
)


# Both end with this folder: a loop that runs (as Playwright's does) would be in the way of other tests.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    assert CHROMIUM.exists(), f"{CHROMIUM} is missing: run make test, which installs it"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def installation(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demonstration, live, with the codes of its venues as the organiser exports them."""
    assert BUILT.exists(), "the front end is not built: run make test"
    with serving(tmp_path_factory.mktemp("e2e")) as installation:
        screens = Screens(browser, installation, {})
        page = screens.as_role("organiser").new_page()
        page.goto(f"/app/conferences/{installation.slug}/links/")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="CSV").click()
        installation.venues = read_venues(waiting.value.path().read_text())
        screens.close()
        yield installation


@pytest.fixture(scope="package")
def signed_in() -> dict[str, Any]:
    """Cookies of the roles that have signed in, so that each signs in once."""
    return {}


@pytest.fixture
def screens(browser: Browser, installation: Installation, signed_in: dict[str, Any]) -> Iterator[Screens]:
    """Windows for one test; none of them may have asked another host or complained."""
    screens = Screens(browser, installation, signed_in)
    yield screens
    screens.close()
    assert screens.faults == []


@pytest.fixture
def venue(installation: Installation) -> Venue:
    """A venue that no other test uses."""
    return installation.venues.pop()
