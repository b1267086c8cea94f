"""Words as they are searched: folded, nothing but letters and digits; and what a reader asks with them."""

import re
import unicodedata
from dataclasses import dataclass

from diemcau.core.text import clean, fold

LONGEST_CHARACTERS = 200
MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: every one of `phrases`, each of one or more words that follow each other.

    The last word of the last phrase may be the beginning of a longer one where it is `open_ended`. `spelled` are the words
    as they were typed where they bear accents, else empty.
    """

    phrases: tuple[tuple[str, ...], ...]
    open_ended: bool
    spelled: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """Return all words, in order."""
        return [word for phrase in self.phrases for word in phrase]


def search_words(text: str) -> str:
    """Return the words of a text in the form in which they are stored and compared."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    return " ".join(_WORD.findall(fold(text)))


def spelled_words(text: str) -> str:
    """Return the words of a text with their accents, in small letters and NFC."""
    return " ".join(_WORD.findall(clean(text).lower()))


def asked_of(text: str) -> Asked | None:
    """Understand what a reader typed; None where there is no word in it.

    Words in quotation marks follow each other; the last word outside of them may go on. Signs and operators of search
    languages mean nothing.
    """
    parts = unicodedata.normalize("NFC", text).translate(_QUOTES).split('"')
    phrases: list[tuple[str, ...]] = []
    open_ended = False
    for number, part in enumerate(parts):
        words = search_words(part).split()
        is_quoted = number % 2 == 1 and number < len(parts) - 1
        if words:
            phrases += [tuple(words)] if is_quoted else [(word,) for word in words]
            open_ended = not is_quoted and fold(part)[-1:] == words[-1][-1:]
    if not phrases:
        return None
    typed = spelled_words(text)
    return Asked(tuple(phrases), open_ended, () if typed.isascii() else tuple(typed.split()))
