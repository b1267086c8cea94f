"""axe finds nothing on any page, and a narrow phone need not scroll sideways."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.installation import Venue
from tests.e2e.screens import Screens

pytestmark = pytest.mark.e2e

_AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}))
  .violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`))"""
_C = "/app/conferences/demo/"
# Each page by its address; where a selector follows, the page behind the first such link.
_PAGES = {
    "workspace": ("/app/", ""),
    "conferences": ("/app/conferences/", ""),
    "new conference": ("/app/conferences/new/", ""),
    "overview": (_C, ""),
    "agenda": (f"{_C}agenda/", ""),
    "venues": (f"{_C}venues/", ""),
    "venue": (f"{_C}venues/", "main tbody a"),
    "links": (f"{_C}links/", ""),
    "papers": (f"{_C}papers/", ""),
    "call sheet": (f"{_C}papers/call-sheet/", ""),
    "running script": (f"{_C}papers/running-script/", ""),
    "units": ("/app/units/", ""),
    "unit": ("/app/units/", "main a[href^='/app/units/']:not([href$='/new/'])[href$='/']"),
    "people": ("/app/people/", ""),
    "person": ("/app/people/", "main tbody a"),
    "invitation": ("/app/people/invite/", ""),
    "audit trail": ("/app/audit/", ""),
    "own account": ("/app/accounts/", ""),
}


@pytest.mark.parametrize("name", _PAGES)
def test_workspace_page_is_accessible(screens: Screens, name: str) -> None:
    page = screens.as_role("administrator").new_page()
    address, link = _PAGES[name]
    page.goto(address)
    if link:
        page.goto(page.locator(link).first.get_attribute("href") or "")

    assert faults_of(page) == []
    assert is_narrow(page)


def test_doors_are_accessible(screens: Screens, venue: Venue) -> None:
    page = screens.context().new_page()
    for address in ("/app/accounts/login/", "/v"):
        page.goto(address)
        assert faults_of(page) == []
        assert is_narrow(page)
    page = screens.as_venue(venue).new_page()
    page.goto("/v")
    assert faults_of(page) == []
    assert is_narrow(page)


@pytest.mark.parametrize("face", ["hall", "remote"])
def test_screen_of_a_venue_is_accessible(screens: Screens, venue: Venue, face: str) -> None:
    page = screens.face(screens.as_venue(venue), face)

    assert faults_of(page) == []
    if face == "remote":
        assert is_narrow(page)


def test_control_room_is_accessible(screens: Screens) -> None:
    control = screens.control("chair")
    expect(control.locator("[data-venue]").first).to_be_attached()

    for tab in ("Phát biểu", "Tham luận", "Sự cố", "Trao đổi", "Thông báo"):
        control.get_by_role("tab", name=tab).click()
        assert faults_of(control) == []
    control.locator("[data-venue]").first.click()
    expect(control.get_by_role("dialog")).to_be_visible()
    assert faults_of(control) == []


def test_stage_is_accessible(screens: Screens) -> None:
    page = screens.as_role("director").new_page()
    page.goto(f"/live/{screens.installation.slug}/stage")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert faults_of(page) == []


def faults_of(page: Page) -> list[Any]:
    assert _AXE.exists(), "axe-core is not installed: run make test"
    page.evaluate(_AXE.read_text())
    found: list[Any] = page.evaluate(_RUN)
    return found


def is_narrow(page: Page) -> bool:
    """Say whether a window of 320 CSS pixels shows the page without scrolling sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    return bool(page.evaluate("document.documentElement.scrollWidth <= 320"))
