"""The links of an article: those in its text, its source, its recordings' and documents' references."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from diemcau.core.text import clean

_MOST = 100
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An address and the words that lead there; a page or document of our own is named `page:12`, `document:3`."""

    address: str
    words: str


def links_of(raw_body: list[dict[str, Any]], source_url: str, base: str) -> list[FoundLink]:
    """Return an article's links, each address once, at most 100. `base` is the article's own address."""
    found: dict[str, FoundLink] = {}
    for link in (*_in_body(raw_body, base), *([FoundLink(source_url, "")] if source_url else ())):
        if len(link.address) <= _LONGEST:
            found.setdefault(link.address, link)
    return list(found.values())[:_MOST]


def _in_body(raw_body: list[dict[str, Any]], base: str) -> Iterator[FoundLink]:
    for block in raw_body:
        if block["type"] == "text":
            for tag in BeautifulSoup(str(block["value"]), "html.parser").find_all("a"):
                yield from _of_tag(tag, base)
        elif block["type"] == "document" and block["value"].get("document"):
            yield FoundLink(f"document:{block['value']['document']}", block["value"].get("title") or "")


def _of_tag(tag: Tag, base: str) -> Iterator[FoundLink]:
    words = clean(tag.get_text())[:200]
    if tag.get("linktype") in {"page", "document"}:
        yield FoundLink(f"{tag['linktype']}:{tag.get('id')}", words)
        return
    address = urldefrag(urljoin(base, str(tag.get("href") or "").strip())).url
    if tag.get("href") and urlsplit(address).scheme in {"http", "https"} and address != urldefrag(base).url:
        yield FoundLink(address, words)
