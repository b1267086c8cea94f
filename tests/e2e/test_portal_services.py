"""What a reader finds on the portal: search, archive, feeds, the live conference, and pages while the web application is away."""

import os
import signal
from xml.etree import ElementTree

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.installation import Installation, wait_until
from tests.e2e.screens import Screens

pytestmark = pytest.mark.e2e

_REPORT = "/vi/tin-tuc/su-kien/hai-phong-du-hoi-nghi-truc-tuyen-tap-huan-giao-ban-2022/"
_EVENT = "/vi/hoi-nghi-truc-tuyen-toan-quoc-2022/"


def test_reader_searches_without_accents_and_comes_to_the_article(screens: Screens) -> None:
    page = screens.context().new_page()
    page.goto("/vi/")
    page.get_by_role("searchbox", name="Tìm trên cổng tin").fill("hai phong hoi nghi truc tuyen")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/vi/tim-kiem/?q=hai+phong+hoi+nghi+truc+tuyen")
    expect(page.locator(".card-title mark").first).to_have_text("Hải")
    page.locator(".card-title a").first.click()
    expect(page).to_have_url(_REPORT)


def test_reader_without_scripts_narrows_a_search_that_found_nothing(screens: Screens) -> None:
    page = screens.context(java_script_enabled=False).new_page()
    page.goto("/vi/tim-kiem/?q=hoi+nghi&from=1999-01-01&to=1999-01-02")
    page.get_by_role("link", name="Tìm trong tất cả chuyên mục và mọi thời gian.").click()
    expect(page.locator(".card").first).to_be_visible()


def test_reader_goes_through_the_archive_to_a_day(screens: Screens) -> None:
    page = screens.context().new_page()
    page.goto("/vi/luu-tru/")
    page.get_by_role("link", name="Tháng 4/2022").click()
    page.get_by_role("link", name="28/04", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("28/04/2022")
    expect(page.locator(".card").first).to_be_visible()


def test_event_page_shows_the_live_picture(screens: Screens) -> None:
    page = screens.context().new_page()
    page.goto(_EVENT)
    page.get_by_role("button", name="Xem trực tiếp").click()
    video = page.locator("video")
    expect(video).to_be_visible()
    wait_until(lambda: video.evaluate("video => video.videoWidth > 0"), lambda: "no picture arrived")


def test_reader_goes_on_reading_after_the_web_application_was_killed(installation: Installation) -> None:
    addresses = (_REPORT, "/vi/", "/vi/rss.xml", f"{_REPORT}qr.svg")
    with httpx.Client(base_url=installation.address, trust_env=False, timeout=30) as reader:
        before = {address: reader.get(address) for address in addresses}
        assert {answer.status_code for answer in before.values()} == {200}
        assert not any("set-cookie" in answer.headers for answer in before.values())
        ElementTree.fromstring(before["/vi/rss.xml"].content)
        killed = installation.pids()["web"]
        os.kill(killed, signal.SIGKILL)
        while installation.pids().get("web") in {killed, None}:
            for address, answer in before.items():
                now = reader.get(address)
                assert (now.status_code, now.content) == (200, answer.content)
    wait_until(installation.is_healthy, lambda: f"not healthy again: {installation.health()}")
