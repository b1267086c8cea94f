"""Template tags of every page; they are built in, so no template has to load them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

# Drawn for this product; the live screens read the same file.
_ICONS: dict[str, str] = json.loads((Path(__file__).parent.parent / "icons.json").read_text())


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the icon `name` in the colour and size of the text beside it; hidden from screen readers.

    Raises:
        KeyError: there is no such icon in `core/icons.json`.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        _ICONS[name],
    )


@register.simple_tag
def asset(name: str) -> SafeString:
    """Link the entry `name` of the built front end: its style sheets, and its module where it has one.

    Before `npm run build` nothing is linked, so that a page still answers, without its looks.
    """
    manifest = _manifest()
    entry = built(name)
    if not entry:
        return SafeString("")
    if entry["file"].endswith(".css"):
        return _style_sheets([entry["file"]])
    imports = _imported(entry, manifest)
    sheets = dict.fromkeys(sheet for item in [*imports, entry] for sheet in item.get("css", []))
    preloads = format_html_join(
        "\n", '<link rel="modulepreload" href="/assets/{}">', ((item["file"],) for item in imports)
    )
    return format_html(
        '{}\n{}\n<script type="module" src="/assets/{}"></script>',
        _style_sheets(sheets),
        preloads,
        entry["file"],
    )


def built(name: str) -> dict[str, Any]:
    """Return what the manifest of the built front end says of the entry `name`; nothing before `npm run build`."""
    entries = (item for item in _manifest().values() if item.get("isEntry") and item.get("name") == name)
    return next(entries, {})


def _style_sheets(files: Any) -> SafeString:
    return format_html_join("\n", '<link rel="stylesheet" href="/assets/{}">', ((file,) for file in files))


def _imported(entry: dict[str, Any], manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every chunk that `entry` imports, directly or not, each once, deepest first."""
    found: dict[str, dict[str, Any]] = {}

    def visit(item: dict[str, Any]) -> None:
        for key in item.get("imports", []):
            if key not in found:
                visit(manifest[key])
                found[key] = manifest[key]

    visit(entry)
    return list(found.values())


def _manifest() -> dict[str, Any]:
    path = settings.FRONTEND_DIST / "manifest.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@cache
def _read(path: Path, _changed_at_ns: int) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text())
    return read


@register.filter
def duration(seconds: float | None) -> str:
    """Write a span of `seconds` as `12:05`, or `1:12:40` from an hour on; nothing for None."""
    if seconds is None:
        return ""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
