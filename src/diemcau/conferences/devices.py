"""A short name for a device, from its User-Agent: `Chrome 109 · Windows 7`."""

import re

_BROWSERS = [  # the first that is found: the later ones are named in the text of the earlier ones, too
    ("Edge", re.compile(r"Edg(?:e|A|iOS)?/(\d+)")),
    ("Cốc Cốc", re.compile(r"coc_coc_browser/(\d+)")),
    ("Opera", re.compile(r"OPR/(\d+)")),
    ("Samsung Internet", re.compile(r"SamsungBrowser/(\d+)")),
    ("Firefox", re.compile(r"(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"(?:Chrome|CriOS)/(\d+)")),
    ("Safari", re.compile(r"Version/(\d+)[\d.]* .*Safari/")),
]
_SYSTEMS = [
    ("Windows 7", "Windows NT 6.1"),
    ("Windows 8", "Windows NT 6.2"),
    ("Windows 8.1", "Windows NT 6.3"),
    ("Windows", "Windows NT"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("macOS", "Mac OS X"),
    ("ChromeOS", "CrOS"),
    ("Linux", "Linux"),
]


def label_of(user_agent: str) -> str:
    """Return browser and system in at most 60 letters; what calls itself otherwise, by its first word."""
    parts = [f"{name} {match[1]}" for name, pattern in _BROWSERS if (match := pattern.search(user_agent))][:1]
    parts += [name for name, mark in _SYSTEMS if mark in user_agent][:1]
    return " · ".join(parts) or user_agent.split(" ", 1)[0][:60] or "?"
