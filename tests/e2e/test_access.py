"""A venue's access that is taken back."""

import pytest
from playwright.sync_api import expect

from tests.e2e.installation import Venue
from tests.e2e.screens import Screens

pytestmark = pytest.mark.e2e


def test_access_taken_back_ends_the_open_remote_and_hall(screens: Screens, venue: Venue) -> None:
    screens.is_cut = True  # The server ends the venue's connections.
    window = screens.as_venue(venue)
    open_faces = [screens.face(window, face) for face in ("remote", "hall")]
    links = screens.as_role("technical").new_page()
    links.goto(f"/app/conferences/{screens.installation.slug}/links/")
    links.locator("#text").fill(venue.name)
    links.locator("#text").press("Enter")

    line = links.get_by_role("row").filter(has=links.get_by_role("rowheader", name=venue.name, exact=True))
    line.get_by_text("Cấp lại…").click()
    line.get_by_role("button", name="Thu hồi").click()

    for face in open_faces:
        expect(face.get_by_text("Màn hình này không còn quyền truy cập")).to_be_visible()
    again = screens.context().new_page()
    again.goto("/v")
    again.locator("#code").fill(venue.entry_code)
    again.get_by_role("button", name="Vào", exact=True).click()
    expect(again.get_by_role("alert")).to_be_visible()
