"""What people do with the product's screens, and what must never happen on any of them."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    WebSocket,
    expect,
)

from tests.e2e.installation import Installation, Venue

PATIENCE_MS = 60_000
_ADVANCES = "([video, until_s]) => video.videoWidth > 0 && video.currentTime > until_s"
_NETWORK_FAULT = re.compile("Failed to load resource|WebSocket connection|ERR_|net::")


@dataclass
class Screens:
    """Opens screens as people do and keeps what they must not do: ask other hosts, complain on the console."""

    browser: Browser
    installation: Installation
    signed_in: dict[str, Any]
    # True where the test takes the network or a process away: the browser then rightly says so.
    is_cut: bool = False
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def context(self, **options: Any) -> BrowserContext:
        """Open a browser window of its own, in Vietnamese, without cookies."""
        options = {"locale": "vi-VN", "viewport": {"width": 1366, "height": 768}, **options}
        context = self.browser.new_context(base_url=self.installation.address, **options)
        context.set_default_timeout(PATIENCE_MS)
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))
        self.contexts.append(context)
        return context

    def as_role(self, role: str, **options: Any) -> BrowserContext:
        """Open a window in which the demonstration account of a role is signed in."""
        if role not in self.signed_in:
            context = self.context()
            sign_in(context.new_page(), *self.installation.account(role))
            self.signed_in[role] = context.storage_state()
            context.close()
        return self.context(storage_state=self.signed_in[role], **options)

    def as_venue(self, venue: Venue, **options: Any) -> BrowserContext:
        """Open a window into which a venue has been let by its short code."""
        context = self.context(**options)
        page = context.new_page()
        enter(page, venue)
        page.close()
        return context

    def control(self, role: str) -> Page:
        """Open the control room."""
        page = self.as_role(role).new_page()
        page.goto(f"/live/{self.installation.slug}/control")
        return page

    def face(self, context: BrowserContext, face: str) -> Page:
        """Open hall, remote or stage, and wait until it is connected."""
        page = context.new_page()
        page.goto(f"/live/{self.installation.slug}/{face}")
        expect(page.get_by_text("Kết nối tốt" if face == "hall" else "Đã kết nối")).to_be_visible()
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if (
            parts.scheme in {"http", "https", "ws", "wss"}
            and parts.netloc != urlsplit(self.installation.address).netloc
        ):
            self.faults.append(f"asked another host: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or (self.is_cut and _NETWORK_FAULT.search(message.text)):
            return
        self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in by the form."""
    page.goto("/app/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url("**/app/")


def enter(page: Page, venue: Venue) -> None:
    """Enter as a venue by its short code, and see the choice of faces."""
    page.goto("/v")
    page.locator("#code").fill(venue.entry_code)
    page.get_by_role("button", name="Vào", exact=True).click()
    expect(page.get_by_role("heading", name=venue.name)).to_be_visible()


def open_tab(control: Page, name: str) -> Locator:
    """Turn to a tab of the control room's desk; return what it shows."""
    control.get_by_role("tab", name=name).click()
    return control.locator("#tabpanel")


def row(panel: Locator, text: str) -> Locator:
    """Return the row of a list that holds a text."""
    return panel.locator("li").filter(has_text=text)


def expect_to_play(page: Page, *, for_s: float = 1) -> None:
    """Wait until the programme's picture has come and has moved on by `for_s`."""
    video = page.locator("video")
    expect(video).to_be_attached()
    from_s = video.evaluate("video => video.currentTime")
    page.wait_for_function(_ADVANCES, arg=[video.element_handle(), from_s + for_s])


class Pulses:
    """The number of the newest event that a hall or remote tells in its pulses, read from its own WebSocket."""

    def __init__(self, page: Page) -> None:
        self.seq = -1
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._read)

    def _read(self, payload: str | bytes) -> None:
        text = payload if isinstance(payload, str) else payload.decode(errors="replace")
        for found in re.finditer(r"PUB \S+\.pulse \d+\r\n({.*?})\r\n", text):
            self.seq = json.loads(found[1])["seq"]
