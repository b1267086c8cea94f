"""The words of a body without their markup: for search, for counting, for reading aloud."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags

_WORDS = ("text", "caption", "credit", "who", "post", "title", "label")


def plain_text(body: Any) -> str:
    """Return the words of a StreamField, its blocks divided by blank lines."""
    return "\n\n".join(part for part in _parts(body) if part)


def _parts(body: Any) -> Iterator[str]:
    for block in body.raw_data:
        value = block["value"]
        if block["type"] == "text":
            yield words_of(value)
        elif block["type"] == "table":
            yield " ".join(_cells(value))
        else:
            yield " ".join(_deep(value))


def words_of(html: str) -> str:
    """Return the words of rich text; where one paragraph ends and the next begins stands a line's end."""
    for tag in ("</p>", "</h2>", "</h3>", "</li>", "<br/>", "<br>"):
        html = html.replace(tag, tag + "\n")
    return unescape(strip_tags(html)).strip()


def _cells(table: dict[str, Any]) -> Iterator[str]:
    yield table.get("caption") or ""
    yield from (column.get("heading") or "" for column in table.get("columns", []))
    for row in table.get("rows", []):
        yield from (str(value or "") for value in row.get("values", []))


def _deep(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str):
                if name in _WORDS:
                    yield inner
            else:
                yield from _deep(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _deep(inner)
