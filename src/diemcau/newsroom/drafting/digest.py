"""The digest by which a block is known to be as it was generated. Standard library only.

What an editor's program changes without a person (block keys, ids of list entries, spaces) does not count.
"""

import json
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

_SAME = {"strong": "b", "em": "i"}


class _Bare(HTMLParser):
    """Reads rich text into tags, where links lead, and words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        aims = [f"{name}={value}" for name, value in sorted(attrs) if name in {"href", "linktype", "id"}]
        if tag == "a" or tag not in {"span", "br"}:
            self.found.append(f"<{' '.join([_SAME.get(tag, tag), *(aims if tag == 'a' else [])])}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"span", "br"}:
            self.found.append(f"</{_SAME.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self.found.append(words)


def bare(html: str) -> str:
    """Return rich text without what only its editor's program needs."""
    reader = _Bare()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.found)


def digest(value: Any) -> str:
    """Return the digest of a block's value: rich text, a plain text, or a structure of them."""
    form = json.dumps(_bare(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(form.encode()).hexdigest()


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return bare(value)
    if isinstance(value, list):
        return [_bare(entry) for entry in value]
    if isinstance(value, dict):
        if value.keys() >= {"type", "value", "id"} and value["type"] == "item":  # an entry of a list block
            return _bare(value["value"])
        return {name: _bare(inner) for name, inner in value.items()}
    return value
