"""An article from the reporter over the editor and the approver to the reader."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.screens import Screens

pytestmark = pytest.mark.e2e
_TITLE = "Điểm cầu Đà Nẵng dự hội nghị trực tuyến"
_SLUG = "diem-cau-da-nang-du-hoi-nghi-truc-tuyen"
_PUBLIC = f"/vi/tin-tuc/{_SLUG}/"
# As Word puts it into the clipboard.
_WORD = """<html><body><!--StartFragment--><p class=MsoNormal style='mso-margin-top-alt:auto;color:red'>
<b style='mso-bidi-font-weight:normal'>Sáng 28/4</b> hội nghị khai mạc.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal onclick="alert(1)">Đoạn hai <a href="javascript:alert(3)">xem</a>.</p><!--EndFragment--></body></html>"""
_PASTE = """([html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "Sáng 28/4");
  const editor = document.querySelector(".public-DraftEditor-content");
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def _open_section(page: Page) -> None:
    """Go down from the editor's list of portals to a section."""
    page.goto("/app/cms/pages/")
    for name in ("Cổng tin tức Thành phố Hải Phòng", "Tin tức"):
        row = (
            page.get_by_role("row")
            .filter(has_text=name)
            .filter(has_text="Tiếng Việt" if "Cổng" in name else name)
        )
        row.get_by_role("link").last.click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()


def _decide(screens: Screens, role: str, address: str, deed: str) -> Page:
    page = screens.as_role(role).new_page()
    page.goto(address)
    page.locator("footer").get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name=deed, exact=True).first.click()
    expect(page.locator(".messages").get_by_text(_TITLE)).to_be_visible()
    return page


def test_article_goes_from_reporter_to_editor_to_approver_to_reader(screens: Screens) -> None:
    page = screens.as_role("reporter").new_page()
    _open_section(page)
    section = re.search(r"/pages/(\d+)/", page.url)
    assert section is not None
    page.goto(f"/app/cms/pages/add/newsroom/article/{section[1]}/")
    page.locator("#id_title").fill(_TITLE)
    page.locator("#id_title").blur()
    expect(page.locator("#id_slug")).to_have_value(_SLUG)
    page.locator("#id_lead").fill("Sáng 28/4, điểm cầu Đà Nẵng cùng dự hội nghị.")
    page.get_by_role("button", name="Chèn khối").first.click()
    page.get_by_role("option", name="Văn bản").first.click()
    page.locator(".public-DraftEditor-content").click()
    page.evaluate(_PASTE, [_WORD])
    expect(page.locator(".public-DraftEditor-content")).to_contain_text("Đoạn hai")
    # The editor writes what it shows into its field a little later.
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("hai"))
    page.get_by_role("button", name="Lưu nháp").first.click()
    page.wait_for_url("**/edit/")
    address = page.url
    page.locator("footer").get_by_role("button", name="Thao tác khác").click()
    expect(page.get_by_role("button", name="Đăng", exact=True)).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Gửi duyệt")).first.click()
    expect(page.locator(".messages").get_by_text("Đã gửi duyệt")).to_be_visible()

    reader = screens.context().new_page()
    assert _status(reader) == 404
    _decide(screens, "editor", address, "Duyệt")
    assert _status(reader) == 404
    approver = _decide(screens, "approver", address, "Duyệt và đăng")
    assert _status(reader) == 200
    reader.goto(_PUBLIC)
    expect(reader.get_by_role("heading", name=_TITLE, level=1)).to_be_visible()
    shown = reader.locator("main").inner_html().lower()
    assert "sáng 28/4</b> hội nghị khai mạc" in shown
    for rest in ("mso", "onclick", "javascript:alert", "o:p"):
        assert rest not in shown

    # The editor saves by itself while the form is still incomplete, and the browser tells of each such answer.
    screens.faults = [one for one in screens.faults if not ("status of 400" in one and "/pages/add/" in one)]
    approver.goto(address)
    approver.get_by_role("button", name="Ẩn/hiện xem trước").click()
    approver.get_by_role("button", name="Ẩn/hiện kiểm tra").click()
    expect(approver.get_by_role("heading", name="Số liệu nội dung")).to_be_visible()
    expect(approver.locator("[data-content-word-count]")).to_have_text(re.compile(r"\d+"))


def _status(reader: Page) -> int:
    """Return how the server answers, without a page that would complain."""
    return reader.request.get(_PUBLIC).status
