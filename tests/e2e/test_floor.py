"""The floor, from the operator's remote over the control room to the hall; with a mouse and without one."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.installation import Installation, Venue
from tests.e2e.screens import Screens, enter, open_tab, row

pytestmark = pytest.mark.e2e


def test_venue_without_javascript_enters_by_its_code(screens: Screens, venue: Venue) -> None:
    page = screens.context(java_script_enabled=False).new_page()

    enter(page, venue)

    for face in ("hall", "remote"):
        expect(page.locator(f"a[href='/live/{screens.installation.slug}/{face}']")).to_be_visible()


def test_wrong_code_opens_nothing(screens: Screens) -> None:
    screens.is_cut = True  # The browser reports the refusal as a resource that failed.
    page = screens.context().new_page()
    page.goto("/v")

    page.locator("#code").fill("0000 0000")
    page.get_by_role("button", name="Vào", exact=True).click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#faces")).to_have_count(0)


def test_floor_asked_on_the_remote_is_granted_and_finished(
    screens: Screens, installation: Installation, venue: Venue
) -> None:
    control = screens.control("chair")
    expect(control.locator("[data-venue]")).to_have_count(installation.facts["venues"])
    page = screens.as_venue(venue).new_page()
    page.goto("/v")
    page.get_by_role("link", name="Màn hình hội trường").click()
    hall = page
    remote = screens.face(page.context, "remote")

    remote.get_by_role("button", name="Đăng ký phát biểu").click()
    expect(remote.get_by_text("Đã đăng ký phát biểu: vị trí")).to_be_visible()
    waiting = row(control.locator("#tabpanel"), venue.name)
    waiting.get_by_role("button", name="Mời phát biểu").click()

    expect(hall.locator(".hall.on-floor")).to_be_visible()
    expect(hall.get_by_text("Điểm cầu đang phát biểu")).to_be_visible()
    expect(remote.get_by_text("Điểm cầu đang phát biểu")).to_be_visible()

    control.get_by_role("button", name="Kết thúc phát biểu").click()

    expect(hall.get_by_text("Điểm cầu đang phát biểu")).to_have_count(0)
    expect(remote.get_by_role("button", name="Đăng ký phát biểu")).to_be_visible()


def test_floor_is_granted_without_a_mouse(screens: Screens, installation: Installation, venue: Venue) -> None:
    remote = screens.face(screens.as_venue(venue), "remote")
    remote.get_by_role("button", name="Đăng ký phát biểu").press("Enter")
    page = screens.context().new_page()
    page.goto("/app/accounts/login/")
    email, password = installation.account("chair")
    for name, text in (("login", email), ("password", password)):
        _tab_to(page, page.locator(f"input[name={name}]"))
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/app/")
    page.goto(f"/live/{installation.slug}/control")

    grant = row(open_tab(page, "Phát biểu"), venue.name).get_by_role("button", name="Mời phát biểu")
    expect(grant).to_be_enabled()
    _tab_to(page, grant)
    page.keyboard.press("Enter")

    expect(remote.get_by_text("Điểm cầu đang phát biểu")).to_be_visible()
    finish = page.get_by_role("button", name="Kết thúc phát biểu")
    expect(finish).to_be_visible()
    _tab_to(page, finish)
    page.keyboard.press("Enter")
    expect(remote.get_by_text("Điểm cầu đang phát biểu")).to_have_count(0)


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the element has the keyboard, as a person without a mouse does."""
    page.evaluate("document.activeElement?.blur()")
    for _press in range(300):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never comes to {wanted}")
