"""Where a text has what was asked: excerpts of the original with the hits marked, accents or not.

A text is looked through as its shadow: every character folded to what is searched, or a space. Nearly always the shadow
is as long as the text; where a character folds to several letters or to none (NFD, ligatures, invisible characters), the
place of each letter in the original is kept beside it, so that a mark never shifts.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from diemcau.core.text import fold
from diemcau.newsroom.reading.words import Asked

EXCERPT_CHARACTERS = 240
_MOST_EXCERPTS = 2
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original to mark."""

    start: int
    end: int


class _Letters(dict[int, str]):
    """From a character's code to its letters as they are searched; `uneven` are those that have several, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        letters = folded if folded.isalnum() else "" if _joins(char) else " "
        if len(letters) != 1:
            self.uneven.add(char)
        self[code] = letters
        return letters


_letters = _Letters()


def _joins(char: str) -> bool:
    """Tell whether a character is an accent of the letter before it, or cannot be seen at all."""
    return bool(unicodedata.combining(char)) or unicodedata.category(char) == "Cf"


def shadow_of(text: str) -> tuple[str, list[int] | None]:
    """Return a text as it is searched, and the place of each of its letters in the original; None where it is its own."""
    shadow = text.translate(_letters)
    if _letters.uneven.isdisjoint(text):
        return shadow, None
    return shadow, [at for at, char in enumerate(text) for _letter in _letters[ord(char)]]


def hits(text: str, asked: Asked) -> list[Span]:
    """Return what a text has of what was asked, first to last, never one within another."""
    shadow, places = shadow_of(text)
    found = [
        _span(text, places, match.start(), match.end())
        for number, phrase in enumerate(asked.phrases)
        for match in _pattern(phrase, asked.open_ended and number == len(asked.phrases) - 1).finditer(shadow)
    ]
    return _merged(sorted(found, key=lambda span: (span.start, -span.end)))


def _pattern(phrase: tuple[str, ...], goes_on: bool) -> re.Pattern[str]:
    """Return what finds the words of a phrase after each other; the last may be the beginning of a longer one."""
    words = " +".join(map(re.escape, phrase))
    return re.compile(rf"(?<!\S){words}" + (r"\S*" if goes_on else r"(?!\S)"))


def _span(text: str, places: list[int] | None, start: int, end: int) -> Span:
    """Return where a stretch of the shadow stands in the text, with the accents that follow its last letter."""
    if places is None:
        return Span(start, end)
    start, end = places[start], places[end - 1] + 1
    while end < len(text) and not _letters[ord(text[end])]:
        end += 1
    return Span(start, end)


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def marked(text: str, asked: Asked) -> SafeString:
    """Return a whole text with the hits in `<mark>`."""
    return _safe(_with_marks(text, hits(text, asked), 0, len(text)))


def excerpt(text: str, asked: Asked, characters: int = EXCERPT_CHARACTERS) -> SafeString:
    """Return the parts of a text around its first hits, or its beginning where it has none, with the hits in `<mark>`."""
    text = _SPACES.sub(" ", text).strip()
    found = hits(text, asked)
    windows = _windows(text, found, characters)
    before = "… " if windows[0].start else ""
    after = " …" if windows[-1].end < len(text) else ""
    parts = (_with_marks(text, found, window.start, window.end) for window in windows)
    return _safe(f"{before}{' … '.join(parts)}{after}")


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 -- every part of it was escaped


def _windows(text: str, found: list[Span], characters: int) -> list[Span]:
    if not found or len(text) <= characters:
        return [_window(text, 0, characters)]
    windows: list[Span] = []
    each = characters // min(_MOST_EXCERPTS, len(found))
    for span in found:
        if not windows or span.start >= windows[-1].end:
            windows.append(_window(text, max(0, span.start - each // 3), max(each, span.end - span.start)))
        if len(windows) == _MOST_EXCERPTS:
            break
    return _merged(windows)


def _window(text: str, start: int, characters: int) -> Span:
    """Return a stretch of about so many characters that cuts no word."""
    end = min(len(text), start + characters)
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    if end < len(text):
        end = text.rfind(" ", start + 1, end + 1) if " " in text[start + 1 : end + 1] else end
    return Span(start, end)


def _with_marks(text: str, found: list[Span], start: int, end: int) -> str:
    """Return a stretch of a text as HTML, with the hits that lie in it in `<mark>`."""
    parts: list[str] = []
    at = start
    for span in found:
        if start <= span.start and span.end <= end:
            parts += [escape(text[at : span.start]), "<mark>", escape(text[span.start : span.end]), "</mark>"]
            at = span.end
    return "".join([*parts, escape(text[at:end])])
