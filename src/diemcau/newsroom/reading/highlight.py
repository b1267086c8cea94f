"""Where a text has what was asked: excerpts of the original with the hits marked, accents or not.

A text is read word by word with the place of each in the original, so that `đ`, tones, NFD and what folds to several
letters never shift a mark.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from diemcau.core.text import fold
from diemcau.newsroom.reading.words import Asked

EXCERPT_CHARACTERS = 240
_MOST_EXCERPTS = 2
_SPACES = re.compile(r"\s+")
_TOKEN = re.compile(r"\S+")


class Word(NamedTuple):
    """A folded word, and from where to where it stands in the original."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original to mark."""

    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """Return the words of a text as they are searched; invisible characters and accents stay within their word."""
    for token in _TOKEN.finditer(text):
        at = token.start()
        for folded, start, end in _words_within(token.group()):
            yield Word(folded, at + start, at + end)


@lru_cache(maxsize=20_000)
def _words_within(token: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words of a stretch without spaces; most of them come again and again."""
    found: list[tuple[str, int, int]] = []
    folded, start, end = "", 0, 0
    for at, char in enumerate(token):
        letters = fold(char)
        if letters.isalnum():
            start, end = (start if folded else at), at + 1
            folded += letters
        elif _joins(char):
            end = at + 1 if folded else end
        elif folded:
            found.append((folded, start, end))
            folded = ""
    if folded:
        found.append((folded, start, end))
    return tuple(found)


def _joins(char: str) -> bool:
    """Tell whether a character is an accent of the letter before it, or cannot be seen at all."""
    return bool(unicodedata.combining(char)) or unicodedata.category(char) == "Cf"


def hits(text: str, asked: Asked) -> list[Span]:
    """Return what a text has of what was asked, first to last, never one within another."""
    words = list(words_of(text))
    found: list[Span] = []
    for number, phrase in enumerate(asked.phrases):
        found += _hits(words, phrase, asked.open_ended and number == len(asked.phrases) - 1)
    return _merged(sorted(found, key=lambda span: (span.start, -span.end)))


def _hits(words: list[Word], phrase: tuple[str, ...], goes_on: bool) -> list[Span]:
    """Return where the words of a phrase follow each other; a phrase of one word is found without looking further."""
    if len(phrase) == 1:
        wanted = phrase[0]
        return [Span(start, end) for folded, start, end in words if _is(folded, wanted, goes_on)]
    size = len(phrase)
    begins = [at for at in range(len(words) - size + 1) if words[at].folded == phrase[0]]
    return [
        Span(words[at].start, words[at + size - 1].end)
        for at in begins
        if all(words[at + step].folded == phrase[step] for step in range(1, size - 1))
        and _is(words[at + size - 1].folded, phrase[-1], goes_on)
    ]


def _is(word: str, wanted: str, goes_on: bool) -> bool:
    return word.startswith(wanted) if goes_on else word == wanted


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
    return _with_marks(text, hits(text, asked), 0, len(text))


def excerpt(text: str, asked: Asked, characters: int = EXCERPT_CHARACTERS) -> SafeString:
    """Return the parts of a text around its first hits, or its beginning where it has none, with the hits in `<mark>`."""
    text = _SPACES.sub(" ", text).strip()
    found = hits(text, asked)
    windows = _windows(text, found, characters)
    parts = ((_with_marks(text, found, window.start, window.end),) for window in windows)
    joined = format_html_join(" … ", "{}", parts)
    before = "… " if windows[0].start else ""
    after = " …" if windows[-1].end < len(text) else ""
    return format_html_join("", "{}", ((before,), (joined,), (after,)))


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


def _with_marks(text: str, found: list[Span], start: int, end: int) -> SafeString:
    parts: list[tuple[SafeString | str]] = []
    at = start
    for span in found:
        if start <= span.start and span.end <= end:
            parts += [
                (text[at : span.start],),
                (format_html_join("", "<mark>{}</mark>", [(text[span.start : span.end],)]),),
            ]
            at = span.end
    parts.append((text[at:end],))
    return format_html_join("", "{}", parts)
