"""What both languages need to write sentences as HTML. Standard library only."""

import re
from collections.abc import Sequence
from html import escape, unescape

from diemcau.newsroom.drafting.facts import EventFacts, Figure

# A part of an article: its name, by which it is known over updates, and its HTML.
Part = tuple[str, str]
_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"\s+")


def linked(facts: EventFacts, figure: Figure, written: str) -> str:
    """Return a figure as a link to its record; as it stands where no public page holds the record."""
    if not (facts.record_address and figure.record):
        return escape(written)
    return f'<a href="{escape(facts.record_address)}#{escape(figure.record)}">{escape(written)}</a>'


def sentence(*words: str) -> str:
    """Return words as a sentence: one space between them, a full stop at the end, a capital at the beginning."""
    text = _SPACES.sub(" ", " ".join(word for word in words if word)).strip()
    text = text.replace(" ,", ",").replace(" .", ".")
    if not text:
        return ""
    return capital(text) if text.endswith((".", "!", "?", ":")) else f"{capital(text)}."


def capital(text: str) -> str:
    """Return text that begins with a capital."""
    return text[:1].upper() + text[1:]


def paragraph(*sentences: str) -> str:
    """Return a paragraph of the sentences that there are; nothing where there are none."""
    text = " ".join(found for found in sentences if found)
    return f"<p>{text}</p>" if text else ""


def bullets(entries: Sequence[str]) -> str:
    """Return a list of entries that are HTML already."""
    return f"<ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>" if entries else ""


def plain(html: str) -> str:
    """Return the words of what was written here, without markup."""
    return unescape(_TAG.sub("", html))


def known(parts: Sequence[Part]) -> list[Part]:
    """Return the parts that have something to say."""
    return [(name, html) for name, html in parts if html]
