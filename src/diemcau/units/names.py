"""Names of units: the type word before the name proper."""

from functools import lru_cache

from diemcau.core.text import fold

# Folded; longer ones first, so that "thanh pho" wins over a shorter word.
TYPE_WORDS = (
    "thanh pho",
    "dac khu",
    "thi tran",
    "thi xa",
    "huyen",
    "phuong",
    "quan",
    "tinh",
    "xa",
    "tp.",
    "tp",
)


@lru_cache(maxsize=32_768)
def bare(folded: str) -> str:
    """Return a folded name without its type word: `thanh pho hue` → `hue`.

    A name that is nothing but a type word stays as it is.
    """
    for word in TYPE_WORDS:
        if folded.startswith(word + " "):
            return folded[len(word) + 1 :]
    return folded


def same_unit(name: str, other: str) -> bool:
    """Say whether two names differ in nothing but type word, accents, tone habit and case."""
    return bare(fold(name)) == bare(fold(other))
