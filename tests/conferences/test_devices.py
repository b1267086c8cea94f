"""Names of devices, from User-Agents that halls really send."""

import pytest

from diemcau.conferences.devices import label_of
from tests.factories.conferences import CHROME_109

_TAIL = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        (CHROME_109, "Chrome 109 · Windows 7"),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_TAIL} Chrome/120.0 Safari/537.36 Edg/120.0.1",
            "Edge 120 · Windows",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {_TAIL} coc_coc_browser/118.0 Chrome/112.0 Safari/537.36",
            "Cốc Cốc 118 · Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128 · Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari 17 · iPhone",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {_TAIL} Chrome/130.0.0.0 Mobile Safari/537.36",
            "Chrome 130 · Android",
        ),
        ("diemcau-simulate/0.1 (loop)", "diemcau-simulate/0.1"),
        ("", "?"),
        ("x" * 500, "x" * 60),
    ],
)
def test_label_says_browser_and_system(user_agent: str, label: str) -> None:
    assert label_of(user_agent) == label
