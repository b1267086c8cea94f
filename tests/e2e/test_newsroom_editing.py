"""An article from the reporter over the editor and the approver to the reader."""

import json
import re
from typing import Any

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

_ITEM = """<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>{}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>{}<o:p></o:p></p>"""
_POINT = _ITEM.replace("level1", "level2")
_CELL = "<td width=200 style='mso-border-alt:solid'><p class=MsoNormal>{}<o:p></o:p></p></td>"
_REPORT = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><!--[if gte mso 9]><xml>
<w:View>Normal</w:View></xml><![endif]--><style><!-- p.MsoNormal {{mso-style-parent:""}} --></style></head>
<body lang=VI><!--StartFragment--><h1>Kết quả<o:p></o:p></h1><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<script>var x = "đo đếm";</script>
{_ITEM.format("·", "Gạch đầu dòng")}{_ITEM.format("1.", "Việc thứ nhất")}
{_POINT.format("a)", "Hội trường 120 m<sup>2</sup>")}{_ITEM.format("2.", "Việc thứ hai")}
<table class=MsoTableGrid><tr>{_CELL.format("Tỉnh")}{_CELL.format("Đại biểu")}</tr>
<tr>{_CELL.format("<b>Huế</b>")}{_CELL.format("1.234")}</tr></table>
{_ITEM.format("3.", "Việc thứ ba")}<!--EndFragment--></body></html>"""
_REPORT_BLOCKS = [
    ("header-two", "Kết quả"),
    ("unordered-list-item", "Gạch đầu dòng"),
    ("ordered-list-item", "Việc thứ nhất\na) Hội trường 120 m²"),
    ("ordered-list-item", "Việc thứ hai"),
    ("unstyled", "Tỉnh | Đại biểu"),
    ("unstyled", "Huế | 1.234"),
    ("unstyled", "3.\u00a0Việc thứ ba"),
]
_COPY_NEXT = """([html]) => document.addEventListener("copy", (event) => {
  event.clipboardData.setData("text/html", html);
  event.clipboardData.setData("text/plain", "Kết quả");
  event.preventDefault();
  event.stopImmediatePropagation();
}, { capture: true, once: true })"""


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


def _begin_article(screens: Screens) -> Page:
    """Open the form of a new article as a reporter."""
    page = screens.as_role("reporter").new_page()
    _open_section(page)
    section = re.search(r"/pages/(\d+)/", page.url)
    assert section is not None
    page.goto(f"/app/cms/pages/add/newsroom/article/{section[1]}/")
    return page


def _open_text(page: Page) -> None:
    """Put a block of text into the article, with the cursor in it."""
    page.get_by_role("button", name="Chèn khối").first.click()
    page.get_by_role("option", name="Văn bản").first.click()
    page.locator(".public-DraftEditor-content").click()


def _decide(screens: Screens, role: str, address: str, deed: str) -> Page:
    page = screens.as_role(role).new_page()
    page.goto(address)
    page.locator("footer").get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name=deed, exact=True).first.click()
    expect(page.locator(".messages").get_by_text(_TITLE)).to_be_visible()
    return page


def test_article_goes_from_reporter_to_editor_to_approver_to_reader(screens: Screens) -> None:
    page = _begin_article(screens)
    page.locator("#id_title").fill(_TITLE)
    page.locator("#id_title").blur()
    expect(page.locator("#id_slug")).to_have_value(_SLUG)
    page.locator("#id_lead").fill("Sáng 28/4, điểm cầu Đà Nẵng cùng dự hội nghị.")
    _open_text(page)
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


def test_text_pasted_from_word_comes_clean(screens: Screens) -> None:
    page = _begin_article(screens)
    _open_text(page)
    # By the keys, as the browser itself then pastes; a script's own event is tried above.
    page.evaluate(_COPY_NEXT, [_REPORT])
    page.keyboard.press("Control+C")
    page.keyboard.press("Control+V")
    editor = page.locator(".public-DraftEditor-content")
    expect(editor.get_by_role("heading", name="Kết quả", level=2)).to_be_visible()
    expect(editor.locator("ul li")).to_have_text("Gạch đầu dòng")
    expect(editor.locator("ol li")).to_have_text([re.compile("^Việc thứ nhất"), "Việc thứ hai"])
    expect(editor).not_to_contain_text("đo đếm")
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("thứ ba"))
    assert _blocks(page) == _REPORT_BLOCKS

    # What is copied within the editor comes back as it is.
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    page.keyboard.press("Control+V")
    page.keyboard.type(" hết")
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("hết"))
    assert _blocks(page) == [*_REPORT_BLOCKS[:-1], ("unstyled", "3.\u00a0Việc thứ ba hết")]

    screens.faults = [one for one in screens.faults if not ("status of 400" in one and "/pages/add/" in one)]


def _blocks(page: Page) -> list[tuple[Any, Any]]:
    """Return kind and text of each block that the editor has written into its field."""
    written = json.loads(page.locator("[name=body-0-value]").input_value())
    return [(block["type"], block["text"]) for block in written["blocks"]]


def _status(reader: Page) -> int:
    """Return how the server answers, without a page that would complain."""
    return reader.request.get(_PUBLIC).status
