"""Whether every picture of an article tells in words what it shows."""

from collections.abc import Iterator
from typing import Any


def lacks_alternatives(article: Any) -> bool:
    """Say whether a picture of the article has neither an alternative text nor is mere ornament."""
    main = article.picture
    if main is not None and not main.description.strip():
        return True
    return any(_is_silent(picture) for picture in _pictures(article.body.raw_data))


def _pictures(blocks: Any) -> Iterator[dict[str, Any]]:
    for block in blocks:
        value = block["value"]
        if block["type"] == "picture":
            yield value.get("image") or {}
        elif block["type"] == "gallery":
            yield from (_inner(entry).get("image") or {} for entry in value.get("pictures") or [])


def _inner(entry: Any) -> dict[str, Any]:
    """Return a list's entry, with or without the id that Wagtail keeps beside it."""
    value = entry.get("value", entry)
    return value if isinstance(value, dict) else {}


def _is_silent(image: Any) -> bool:
    if isinstance(image, dict):
        return bool(image.get("image")) and not image.get("decorative") and not image.get("alt_text")
    return True
