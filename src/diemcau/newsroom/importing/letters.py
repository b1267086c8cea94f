"""Folding letter by letter, so that a place in the folded text is the same place in the text."""

import unicodedata


def bare(text: str) -> str:
    """Return NFC text in lower case without accents, each letter at its old place."""
    return "".join(map(_bare, text))


def _bare(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char in "đĐ":
        return "d"
    low = unicodedata.normalize("NFD", char)[0].lower()
    return low if len(low) == 1 else char
