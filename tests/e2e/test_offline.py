"""A hall that loses the network."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.installation import Venue
from tests.e2e.screens import Screens, expect_to_play

pytestmark = pytest.mark.e2e

_LOST = re.compile("Đang kết nối lại|Đang chờ hình")


def test_hall_without_network_says_so_keeps_its_screen_and_comes_back(screens: Screens, venue: Venue) -> None:
    screens.is_cut = True
    window = screens.as_venue(venue)
    hall = screens.face(window, "hall")
    expect_to_play(hall)
    # Who reloads while the network is away gets what the service worker has kept.
    hall.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    hall.reload()
    hall.wait_for_function("navigator.serviceWorker.controller !== null")
    hall.reload()
    expect_to_play(hall)

    window.set_offline(True)

    lost = hall.get_by_role("alert")
    expect(lost.get_by_text(_LOST)).to_be_visible()
    expect(lost.get_by_text("Bàn kỹ thuật")).to_be_visible()
    expect(lost.locator("strong")).to_have_text(re.compile(r"\d"))

    hall.reload()

    expect(hall.get_by_text(f"Điểm cầu {venue.name}")).to_be_visible()
    expect(hall.get_by_text("Đang kết nối lại").first).to_be_visible()

    window.set_offline(False)

    expect(hall.get_by_text("Kết nối tốt")).to_be_visible()
    expect_to_play(hall)
