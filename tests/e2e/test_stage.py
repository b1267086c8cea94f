"""A person on the stage: in every hall's feed, gone when leaving, back after a reload, told why no camera opens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.adapters.producer.process import pixel
from tests.e2e.installation import Installation, wait_until
from tests.e2e.screens import Screens
from tests.e2e.test_accessibility import faults_of, is_narrow

pytestmark = pytest.mark.e2e

# A camera that opens when the test says so, as where the browser asks for permission first.
_LATE_CAMERA = """
const opens = new Promise((resolve) => (window.openCamera = resolve));
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => (await opens, open(wanted));
"""
_SLATE_AT = (40, 40)  # A corner: the slate's own dark ground, or what the camera sees.


@pytest.fixture
def stage(screens: Screens) -> Iterator[Page]:
    """The director's stage page, camera and microphone allowed and plugged in; nobody on air at the end."""
    window = screens.as_role("director")
    window.grant_permissions(["camera", "microphone"])
    page = window.new_page()
    page.goto(f"/live/{screens.installation.slug}/stage")
    yield page
    page.close()


def test_stage_is_in_the_feed_until_it_is_left(stage: Page, installation: Installation) -> None:
    slate = _ground(installation)
    _go_on_air(stage)

    wait_until(lambda: _ground(installation) != slate, lambda: "the feed does not show the stage")

    stage.get_by_role("button", name="Rời hình").click()
    expect(stage.get_by_text("Chưa lên hình", exact=True)).to_be_visible()
    wait_until(lambda: _ground(installation) == slate, lambda: "the slate did not come back")


def test_stage_comes_back_on_air_after_a_reload_only(stage: Page) -> None:
    _go_on_air(stage)

    stage.reload()
    expect(stage.get_by_text("Đang lên hình")).to_be_visible()

    address = stage.url
    stage.goto("about:blank")
    stage.goto(address)
    expect(stage.get_by_role("button", name="Chọn máy quay và micro")).to_be_visible()
    expect(stage.get_by_text("Chưa lên hình", exact=True)).to_be_visible()


def test_who_left_the_air_stays_off_it_after_a_reload(stage: Page) -> None:
    _go_on_air(stage)
    stage.get_by_role("button", name="Rời hình").click()

    stage.reload()

    expect(stage.get_by_role("button", name="Chọn máy quay và micro")).to_be_visible()
    expect(stage.get_by_text("Chưa lên hình", exact=True)).to_be_visible()


def test_camera_that_is_refused_after_a_reload_leaves_the_page_off_air(stage: Page) -> None:
    _go_on_air(stage)
    stage.context.clear_permissions()

    stage.reload()
    expect(stage.get_by_role("alert")).to_be_visible()
    stage.context.grant_permissions(["camera", "microphone"])
    stage.get_by_role("button", name="Chọn máy quay và micro").click()
    stage.reload()

    expect(stage.get_by_role("button", name="Chọn máy quay và micro")).to_be_visible()
    expect(stage.get_by_text("Chưa lên hình", exact=True)).to_be_visible()


def test_reload_on_air_can_be_given_up_while_the_camera_is_waited_for(stage: Page) -> None:
    _go_on_air(stage)
    stage.add_init_script(_LATE_CAMERA)
    stage.reload()
    expect(stage.get_by_text("sẽ lên hình lại ngay khi")).to_be_visible()

    stage.get_by_role("button", name="Không lên hình nữa").click()
    stage.evaluate("openCamera()")

    expect(stage.get_by_role("button", name="Lên hình", exact=True)).to_be_visible()
    expect(stage.get_by_text("Chưa lên hình", exact=True)).to_be_visible()


def test_who_came_onto_the_stage_meanwhile_is_put_off_it_by_consent_only(
    screens: Screens, stage: Page
) -> None:
    _go_on_air(stage)
    stage.add_init_script(_LATE_CAMERA)
    stage.reload()
    window = screens.as_role("technical")
    window.grant_permissions(["camera", "microphone"])
    other = window.new_page()
    other.goto(stage.url)
    _go_on_air(other)

    stage.evaluate("openCamera()")
    asked = stage.get_by_role("dialog")
    expect(asked).to_contain_text("đang trên sân khấu")
    expect(other.get_by_text("Đang lên hình")).to_be_visible()

    asked.get_by_role("button", name="Nhận sân khấu").click()
    expect(stage.get_by_text("Đang lên hình")).to_be_visible()
    expect(other.get_by_role("alert")).to_contain_text("đã nhận sân khấu")
    stage.get_by_role("button", name="Rời hình").click()


def test_refused_camera_is_explained_and_can_be_tried_again(screens: Screens) -> None:
    page = screens.as_role("director").new_page()
    page.goto(f"/live/{screens.installation.slug}/stage")
    page.get_by_role("button", name="Chọn máy quay và micro").click()
    expect(page.get_by_role("alert")).to_contain_text("Trình duyệt chưa được phép dùng máy quay và micro")

    page.context.grant_permissions(["camera", "microphone"])
    page.get_by_role("button", name="Chọn máy quay và micro").click()

    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_label("Máy quay", exact=True)).to_be_visible()


def test_stage_on_air_is_accessible_and_narrow(stage: Page) -> None:
    _go_on_air(stage)

    assert faults_of(stage) == []
    assert is_narrow(stage)
    stage.get_by_role("button", name="Rời hình").click()


def _go_on_air(stage: Page) -> None:
    stage.get_by_role("button", name="Chọn máy quay và micro").click()
    stage.get_by_role("button", name="Lên hình", exact=True).click()
    expect(stage.get_by_text("Đang lên hình")).to_be_visible()


def _ground(installation: Installation) -> tuple[int, ...]:
    """Return the feed's colour in a corner of its newest picture, coarse: two encodings differ a little."""
    folder = installation.data / "feeds" / installation.slug / "720p"
    lines = [line for line in (folder / "index.m3u8").read_text().splitlines() if not line.startswith("#")]
    return tuple(round(part / 64) for part in pixel(folder / Path(lines[-1]), *_SLATE_AT))
