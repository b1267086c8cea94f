"""Every process killed in turn: open screens go on, and no event is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.installation import PARTS, Installation, Venue, wait_until
from tests.e2e.screens import Pulses, Screens, expect_to_play, open_tab

pytestmark = pytest.mark.e2e

# More than a hall has in hand: what it then plays was made after the last process came back.
_BEYOND_BUFFER_S = 15.0


def test_screens_come_back_after_each_process_was_killed(
    screens: Screens, installation: Installation, venue: Venue
) -> None:
    screens.is_cut = True
    window = screens.as_venue(venue)
    hall = window.new_page()
    pulses = Pulses(hall)
    hall.goto(f"/live/{installation.slug}/hall")
    remote = screens.face(window, "remote")
    control = screens.control("chair")
    expect_to_play(hall)

    for name in PARTS:
        installation.kill(name)
        _send_notice(control, text := f"Sau khi {name} khởi động lại")
        expect(hall.get_by_text(text)).to_be_visible()
        expect(remote.get_by_text(text)).to_be_visible()
        expect_to_play(hall)

    remote.get_by_role("button", name="Đăng ký phát biểu").click()
    expect(control.locator("[data-venue].ask")).to_be_attached()
    remote.get_by_role("button", name="Rút đăng ký").click()
    expect(remote.get_by_role("button", name="Đăng ký phát biểu")).to_be_visible()
    expect_to_play(hall, for_s=_BEYOND_BUFFER_S)
    numbers = _event_numbers(control, installation.slug)
    assert numbers == list(range(1, len(numbers) + 1))
    wait_until(lambda: _has_told(hall, pulses, numbers[-1]), lambda: "the hall lacks events that the log has")


def _send_notice(control: Page, text: str) -> None:
    notices = open_tab(control, "Thông báo")
    notices.get_by_label("Thông báo mới").fill(text)
    notices.locator("select").last.select_option("halls")
    notices.get_by_role("button", name="Gửi", exact=True).click()


def _event_numbers(control: Page, slug: str) -> list[int]:
    """Return the number of every event in the log, from its API."""
    numbers: list[int] = []
    while True:
        after = numbers[-1] if numbers else 0
        answer = control.request.get(f"/api/conferences/{slug}/events?after={after}").json()
        numbers += [event["seq"] for event in answer["events"]]
        if not answer["events"] or numbers[-1] >= answer["head"]:
            return numbers


def _has_told(hall: Page, pulses: Pulses, head: int) -> bool:
    """Say whether the hall's newest pulse tells all events; pulses are read while the browser is listened to."""
    hall.wait_for_timeout(500)
    return pulses.seq >= head
