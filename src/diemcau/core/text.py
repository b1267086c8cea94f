"""Vietnamese text: one folding for search and comparison, one order for sorting."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")

# Vietnamese letters in dictionary order; tones are weighed after letters.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn


def fold(text: str) -> str:
    """Reduce text to what a searcher types: lower case, no accents, đ as d, single spaces.

    NFC and NFD forms, and both habits of placing a tone (`Hoà`, `Hòa`), fold to the same string.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", bare.replace("đ", "d")).strip()


def clean(text: str) -> str:
    """Normalise text for storing: NFC, single spaces, no spaces around."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the key that sorts Vietnamese: letters first (a ă â … đ … ơ), tones to break ties."""
    letters: list[int] = []
    tones: list[int] = []
    for char in clean(text).casefold():
        decomposed = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in decomposed if mark in _TONES and mark), "")
        letter = unicodedata.normalize(
            "NFC", "".join(m for m in decomposed if not unicodedata.combining(m) or m in _LETTER_MARKS)
        )
        letters.append(_RANK.get(letter, -1) * 2 if letter in _RANK else ord(letter[0]) - 0x110000)
        tones.append(_TONES[tone])
    return tuple(letters), tuple(tones)
