"""Names of persons: by their form alone, joined by the signs that portals use."""

import re

_BETWEEN = re.compile(r"\s+[-–—&/|;+]\s+|\s*[,;&/]\s*|\s+và\s+|\s*[-–—]\s+|\s+[-–—]\s*")
_PEN_NAME = re.compile(r"(?:[A-ZĐ]{1,3}\.?){1,5}|[A-ZĐ]\.[^\W\d_]+|BBT|PV|CTV|TTXVN")
_ADDED = re.compile(r"(?<=\w)\s*\([^()]{2,30}\)$")  # a pseudonym, `(tổng hợp)`
NAME_WORDS_AT_MOST = 5


def is_name(text: str) -> bool:
    """Say whether a text is a person's name or pen name, or several joined by signs."""
    text = _ADDED.sub("", text)
    parts = [part for part in _BETWEEN.split(text.strip(" ().*")) if part]
    return bool(parts) and len(parts) <= 4 and all(map(_is_one_name, parts))


def unbracketed(text: str) -> str:
    """Take off what encloses a name; a pseudonym's bracket behind the name stays closed."""
    text = text.strip(" *")
    inner = text.removeprefix("(").strip()
    return inner.removesuffix(")").strip() if inner.count(")") > inner.count("(") else inner


def _is_one_name(text: str) -> bool:
    words = text.split()
    if len(words) == 1:
        return bool(_PEN_NAME.fullmatch(text))
    return len(words) <= NAME_WORDS_AT_MOST and all(
        re.fullmatch(r"[^\W\d_]\.?|[^\W\d_][\w.'’]*", word) and word[0].isupper() for word in words
    )
