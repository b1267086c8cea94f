"""What the organiser changes at venues while the room is open, as a control room that was open before shows it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.installation import Installation, Venue
from tests.e2e.screens import Screens, row

pytestmark = pytest.mark.e2e

FORGOTTEN = "Khối doanh nghiệp thành phố Hải Phòng"


def _find(control: Page, name: str) -> None:
    control.get_by_placeholder("Tìm: hai phong").fill(name)


def test_new_phone_is_shown_at_once(screens: Screens, installation: Installation, venue: Venue) -> None:
    control = screens.control("chair")
    _find(control, venue.name)
    shown = row(control.locator("#wall"), venue.name)
    expect(shown).to_be_visible()
    organiser = screens.as_role("organiser").new_page()
    organiser.goto(f"/app/conferences/{installation.slug}/venues/?text={venue.code}")
    organiser.get_by_role("link", name=venue.name, exact=True).click()
    expect(organiser.locator("[name=name]")).to_have_count(0)

    organiser.locator("[name=phone]").fill("0225 999 888")
    organiser.get_by_role("button", name="Lưu", exact=True).click()

    expect(shown).to_contain_text("0225999888")


def test_forgotten_venue_appears_enters_and_asks_for_the_floor(
    screens: Screens, installation: Installation
) -> None:
    control = screens.control("chair")
    _find(control, FORGOTTEN)
    expect(row(control.locator("#wall"), FORGOTTEN)).to_have_count(0)
    organiser = screens.as_role("organiser").new_page()
    organiser.goto(f"/app/conferences/{installation.slug}/venues/add/?text=khoi doanh nghiep")

    organiser.get_by_role("button", name="Thêm", exact=True).click()
    installation.facts["venues"] += 1

    expect(row(control.locator("#wall"), FORGOTTEN)).to_be_visible()
    organiser.get_by_role("button", name="Cấp đường liên kết").click()
    code = organiser.get_by_text("Mã vào, để đọc qua điện thoại:").locator("strong").inner_text()
    late = Venue("P31-KDN", FORGOTTEN, "Thành phố Hải Phòng", re.sub(r"\s", "", code))
    remote = screens.face(screens.as_venue(late), "remote")
    remote.get_by_role("button", name="Đăng ký phát biểu").click()
    expect(row(control.locator("#tabpanel"), FORGOTTEN)).to_be_visible()
    expect(row(control.locator("#wall"), FORGOTTEN)).to_contain_text("đăng ký phát biểu")
    remote.get_by_role("button", name="Rút đăng ký").click()
