"""Vietnamese text: one folding for search and comparison, one order for sorting."""

import re
import unicodedata
from collections.abc import Iterator

# Raised and lowered figures, as of m² and CO₂, which no keyboard types.
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ", "0123456789+-=()n" * 2)
_SPACES = re.compile(r"\s+")
_PARTS = re.compile(r"[0-9]+|.", re.DOTALL)

# Vietnamese letters in dictionary order; tones are weighed after letters.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn
# The end of a word comes first, then signs and other alphabets, then numbers, then letters (0 and above).
_END, _SIGNS, _NUMBERS = -0x110000, -0x10FFFF, -0xFFFFF


def fold(text: str) -> str:
    """Reduce text to what a searcher types: lower case, no accents, đ as d, m² as m2, single spaces.

    NFC and NFD forms, and both habits of placing a tone (`Hoà`, `Hòa`), fold to the same string.
    """
    decomposed = unicodedata.normalize("NFD", _visible(text).casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", bare.replace("đ", "d").translate(_LEVEL)).strip()


def clean(text: str) -> str:
    """Normalise text for storing: NFC, single spaces, no spaces around, no invisible characters."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _visible(text))).strip()


def _visible(text: str) -> str:
    """Drop what copying from documents leaves behind: zero-width spaces, soft hyphens, byte order marks."""
    if text.isascii():
        return text
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the key that sorts Vietnamese: letters first (a ă â … đ … ơ), then tones, from the first word
    on.

    A word has one tone, wherever it is written (`Hoà`, `Hòa`); numbers sort by value (`Quận 2`, `Quận 10`).

    Source: the order of Unicode CLDR for `vi`: letters on the first level, on the second the tones in the
    order ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    words = clean(text).casefold().split(" ")
    letters = [rank for word in words for rank in (*_ranks(word), _END)]
    return tuple(letters[:-1]), tuple(_tone(word) for word in words)


def _tone(word: str) -> int:
    return max((_TONES.get(mark, 0) for mark in unicodedata.normalize("NFD", word)), default=0)


def _ranks(word: str) -> Iterator[int]:
    decomposed = unicodedata.normalize("NFD", word)
    kept = "".join(char for char in decomposed if not unicodedata.combining(char) or char in _LETTER_MARKS)
    for part in _PARTS.findall(unicodedata.normalize("NFC", kept)):
        if part.isascii() and part.isdigit():
            yield _NUMBERS + min(int(part[:9]), 0xFFFFE)
        else:
            yield _RANK.get(part, _SIGNS + min(ord(part), 0xFFFF))
