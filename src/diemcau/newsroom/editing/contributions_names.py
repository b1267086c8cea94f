"""Who is named as author and photographer of an article: `A – B`, `Bài: A; ảnh: B`, `Tin, ảnh: A`."""

import re
from dataclasses import dataclass

from diemcau.core.text import clean

_JOB = r"(?:tin\s+bài|bài\s+viết|tin|bài|ảnh|video|clip)"
_MARK = re.compile(rf"(?P<jobs>{_JOB}(?:\s*(?:,|&|và|\+|/|-)\s*{_JOB})*)\s*:\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[,;&/|+]\s*|\s+và\s+", re.IGNORECASE)
_AROUND = " .;,-–—"


@dataclass(frozen=True, slots=True)
class Credited:
    """The persons named for words and for pictures, each once, in the order of naming."""

    authors: tuple[str, ...]
    photographers: tuple[str, ...]


def credited(author: str, photographer: str) -> Credited:
    """Return the persons whom an article's two fields name."""
    writers, picturers = [], []
    for jobs, names in _parts(author):
        if "ảnh" in jobs:
            picturers += names
        if not jobs or jobs != "ảnh":
            writers += names
    picturers += [name for _jobs, names in _parts(photographer) for name in names]
    return Credited(tuple(dict.fromkeys(writers)), tuple(dict.fromkeys(picturers)))


def name_key(name: str) -> str:
    """Return what makes two writings of a name the same: letters without regard to case; accents tell people apart."""
    return clean(name).casefold()


def _parts(text: str) -> list[tuple[str, list[str]]]:
    """Cut a text at the words that say what somebody did; what stands before the first is without such a word."""
    text = clean(text)
    marks = list(_MARK.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [
        (clean(mark["jobs"]).lower(), _names(text[mark.end() : end]))
        for mark, end in zip(marks, ends, strict=False)
    ]
    before = text[: marks[0].start()] if marks else text
    return [("", _names(before)), *found]


def _names(text: str) -> list[str]:
    return [name for part in _BETWEEN.split(text) if (name := part.strip(_AROUND))]
