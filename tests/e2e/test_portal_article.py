"""What a reader does with the portal: read, enlarge, print, share, without a mouse, without scripts."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from playwright.sync_api import Page, expect

from tests.e2e.screens import Screens

pytestmark = pytest.mark.e2e

_REPORT = "/vi/tin-tuc/su-kien/hai-phong-du-hoi-nghi-truc-tuyen-tap-huan-giao-ban-2022/"
_PLAIN = "/vi/van-ban/trinh-bay-giay-moi-hop-theo-nghi-dinh-30/"
_TABLE = "/vi/dao-tao-boi-duong/mot-lop-boi-duong-ngan-ngay-duoc-sap-xep-the-nao/"
_PAGES = {
    "home": "/vi/",
    "section": "/vi/tin-tuc/",
    "article": _REPORT,
    "article without pictures": _PLAIN,
    "article with a table": _TABLE,
    "event": "/vi/hoi-nghi-truc-tuyen-toan-quoc-2022/",
    "contacts": "/vi/lien-he/",
    "search": "/vi/tim-kiem/?q=hoi+nghi",
    "archive": "/vi/luu-tru/2022/04/",
    "English home": "/en/",
}
_AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = f"""async () => (await axe.run(document, {{runOnly: {_RULES}}}))
  .violations.flatMap(({{id, nodes}}) => nodes.map(node => `${{id}}: ${{node.html.slice(0, 160)}} ${{node.failureSummary}}`))"""
_PICTURES = Path(__file__).parent / "printed"
_FOCUSED = "document.activeElement.dataset.by ?? document.activeElement.textContent.trim()"


def _faults(page: Page) -> list[Any]:
    page.evaluate(_AXE.read_text())
    found: list[Any] = page.evaluate(_RUN)
    return found


@pytest.mark.parametrize("name", _PAGES)
def test_page_is_accessible_in_light_and_dark_and_narrow(screens: Screens, name: str) -> None:
    page = screens.context().new_page()
    page.goto(_PAGES[name])
    for looks in ("light", "dark"):
        page.emulate_media(color_scheme=looks)  # type: ignore[arg-type]
        assert _faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_missing_page_is_accessible_and_in_the_portals_looks(screens: Screens) -> None:
    screens.is_cut = True  # the browser rightly says that there is no such page
    page = screens.context().new_page()
    page.goto("/vi/khong-co-trang-nay/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có trang này trên cổng tin")
    expect(page.get_by_role("navigation", name="Chuyên mục")).to_be_visible()
    assert _faults(page) == []


def test_keys_lead_through_an_article_in_the_order_of_reading(screens: Screens) -> None:
    page = screens.context().new_page()
    page.goto(_REPORT)
    expect(page.locator("[data-sizes]")).to_be_visible()
    wanted = [
        "Tới nội dung chính",
        "Cổng tin tức Thành phố Hải Phòng",
        "Tìm kiếm",
        "English",
        "Trang chủ",
        "Tin tức",
    ]
    wanted += [
        "Đào tạo – bồi dưỡng",
        "Văn bản",
        "Liên hệ",
        "Trang chủ",
        "Tin tức",
        "Sự kiện",
        "In",
        "PDF",
        "-1",
        "0",
        "1",
    ]
    met: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        text = str(page.evaluate(_FOCUSED))
        if text and text not in met[-1:]:
            met.append(text)
    order = iter(met)
    assert all(any(text.startswith(name) for text in order) for name in wanted), met
    assert "Sao chép liên kết" in met
    assert met.index("Facebook") < met.index("X")


def test_skip_link_leads_to_the_content(screens: Screens) -> None:
    page = screens.context().new_page()
    page.goto(_REPORT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_size_of_text_is_kept_for_the_next_page(screens: Screens) -> None:
    page = screens.context().new_page()
    page.goto(_REPORT)
    own = _size(page)
    larger, smaller = page.get_by_role("button", name="A+"), page.get_by_role("button", name="A−")
    original = page.get_by_role("button", name="Gốc")
    expect(original).to_have_attribute("aria-pressed", "true")
    larger.click()
    assert _size(page) > own
    expect(larger).to_have_attribute("aria-pressed", "true")
    grown = _size(page)
    page.goto(_PLAIN)
    assert _size(page) == grown
    expect(page.get_by_role("button", name="A+")).to_have_attribute("aria-pressed", "true")
    original.click()
    assert _size(page) == own
    smaller.click()
    assert _size(page) < own
    expect(smaller).to_have_attribute("aria-disabled", "true")


def test_article_is_whole_without_scripts(screens: Screens) -> None:
    page = screens.context(java_script_enabled=False).new_page()
    page.goto(_REPORT)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for words in (
        "Thứ Năm, 28/04/2022 16:10",
        "Quang cảnh hội nghị tại điểm cầu Hải Phòng.",
        "Hoàng Tùng",
        "Nguồn tin",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_role("link", name="PDF")).to_be_visible()
    expect(page.get_by_role("img", name="Mã QR của bài viết")).to_be_visible()
    # No dead buttons: what needs a script is not there, but for the search, which is a plain form.
    assert page.get_by_role("button").all_inner_texts() == ["Tìm kiếm"]


def test_address_is_copied_and_said_so(screens: Screens) -> None:
    context = screens.context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(_REPORT)
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.get_by_text("Đã sao chép địa chỉ.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{screens.installation.address}{_REPORT}"


def test_print_button_prints(screens: Screens) -> None:
    page = screens.context().new_page()
    page.add_init_script("window.printed = 0; window.print = () => window.printed++")
    page.goto(_REPORT)
    for button in page.get_by_role("button", name="In", exact=True).all():
        button.click()
    assert page.evaluate("window.printed") == 2


_VOICE = """
  class Utterance { constructor(text) { this.text = text; } }
  const spoken = window.spoken = [];
  const speech = new EventTarget();
  Object.assign(speech, {
    getVoices: () => [{ lang: "%s", name: "voice" }], speak: (one) => spoken.push(one),
    pause: () => spoken.push("pause"), resume: () => spoken.push("resume"), cancel: () => spoken.push("cancel"),
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = Utterance;
"""


def test_article_is_read_aloud_where_there_is_a_voice(screens: Screens) -> None:
    page = screens.context().new_page()
    page.add_init_script(_VOICE % "vi-VN")
    page.goto(_REPORT)
    page.get_by_role("button", name="Nghe", exact=True).click()
    expect(page.get_by_text("Đang đọc bài viết.")).to_be_attached()
    texts = page.evaluate("spoken.filter((one) => one.text).map((one) => one.text)")
    assert texts[0].startswith("Hải Phòng dự Hội nghị")
    assert any("Trao đổi từ thực tiễn ở cơ sở" in text for text in texts)
    assert not any("Tin khác" in text for text in texts)
    page.get_by_role("button", name="Tạm dừng").click()
    page.get_by_role("button", name="Nghe tiếp").click()
    page.get_by_role("button", name="Dừng", exact=True).click()
    assert page.evaluate("spoken.filter((one) => !one.text)") == ["cancel", "pause", "resume", "cancel"]
    expect(page.get_by_role("button", name="Nghe", exact=True)).to_be_focused()


def test_listening_is_not_offered_without_a_voice_of_the_language(screens: Screens) -> None:
    page = screens.context().new_page()
    page.add_init_script(_VOICE % "fr-FR")
    page.goto(_REPORT)
    expect(page.get_by_role("button", name="In", exact=True).first).to_be_visible()
    expect(page.get_by_role("button", name="Nghe", exact=True)).to_be_hidden()


def test_article_without_pictures_is_light(screens: Screens) -> None:
    page = screens.context().new_page()
    taken: dict[str, int] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.loadingFinished", lambda done: taken.update({done["requestId"]: done["encodedDataLength"]})
    )
    page.goto(_PLAIN, wait_until="networkidle")
    assert len(taken) <= 8
    assert sum(taken.values()) <= 80_000


def test_nothing_moves_while_an_article_loads(screens: Screens) -> None:
    page = screens.context(viewport={"width": 390, "height": 844}).new_page()
    page.add_init_script("""window.moved = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; })
        .observe({type: "layout-shift", buffered: true});""")
    page.goto(_REPORT, wait_until="networkidle")
    assert page.evaluate("window.moved") <= 0.02


@pytest.mark.parametrize(("name", "address"), [("report", _REPORT), ("plain", _PLAIN), ("table", _TABLE)])
def test_printed_sheet_is_as_stored(screens: Screens, name: str, address: str, tmp_path: Path) -> None:
    """To store them anew: delete tests/e2e/printed/ and run this test twice."""
    page = screens.context().new_page()
    page.goto(address, wait_until="networkidle")
    # The port of a test's installation differs each time.
    page.evaluate("""() => {
      document.querySelector(".whole-address").textContent = "https://congtin.test" + location.pathname;
      document.querySelector(".information-qr .qr").style.filter = "brightness(0)";
      for (const image of document.images) image.loading = "eager";
    }""")
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    sheets = _sheets(page.pdf(format="A4", prefer_css_page_size=True, print_background=False), tmp_path)
    stored = sorted(_PICTURES.glob(f"{name}-*.png"))
    if not stored:
        _PICTURES.mkdir(exist_ok=True)
        for number, sheet in enumerate(sheets, start=1):
            sheet.save(_PICTURES / f"{name}-{number}.png")
        pytest.fail("stored anew; look at the pictures")
    assert len(sheets) == len(stored)
    for sheet, file in zip(sheets, stored, strict=True):
        assert _difference(sheet, file.read_bytes()) < 0.02, file.name


def _sheets(paper: bytes, folder: Path) -> list[Image.Image]:
    (folder / "paper.pdf").write_bytes(paper)
    subprocess.run(["pdftoppm", "-r", "60", "-gray", "-png", "paper.pdf", "sheet"], cwd=folder, check=True)
    return [Image.open(file) for file in sorted(folder.glob("sheet*.png"))]


def _difference(sheet: Image.Image, stored: bytes) -> float:
    """Return how far two sheets differ, 0 to 1, after blurring what letters' edges make of it."""
    blurred = [
        one.convert("L").filter(ImageFilter.GaussianBlur(2)) for one in (sheet, Image.open(BytesIO(stored)))
    ]
    assert blurred[0].size == blurred[1].size
    return float(ImageStat.Stat(ImageChops.difference(*blurred)).mean[0]) / 255


def _size(page: Page) -> float:
    found: float = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)")
    return found
