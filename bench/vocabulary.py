"""Words that look and fall like Vietnamese ones: syllables of onset, rhyme and tone, drawn by Zipf's law."""

import random
import unicodedata
from itertools import accumulate

from diemcau.core.text import fold

_ONSETS = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x".split()  # noqa: SIM905
_RHYMES = (  # noqa: SIM905
    "a ac ach ai am an ang anh ao ap at au ay e en eo êm ên êu i ia iên iêu im in inh o oa oai oan oi om on ong "
    "ô ôc ôi ôn ông ôt ơ ơi ơn u ua uc ui un ung uôc uôi uôn uông ư ưa ưc ưng ươc ươi ương ưu y yên"
).split()
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_WORDS = 5_000


class Vocabulary:
    """Words from the most common to the rarest; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        made = [_spelled(onset, rhyme, tone) for onset in _ONSETS for rhyme in _RHYMES for tone in _TONES]
        self.words = self._random.sample(sorted(set(made)), _WORDS)
        self.folded = {word: fold(word) for word in self.words}
        self._weights = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))

    def draw(self, count: int) -> list[str]:
        """Return so many words as they fall."""
        return self._random.choices(self.words, cum_weights=self._weights, k=count)

    def pick(self, first: int, last: int) -> str:
        """Return a word whose rank lies between two."""
        return self.words[self._random.randrange(first, last)]


def _spelled(onset: str, rhyme: str, tone: str) -> str:
    vowel = next(place for place, letter in enumerate(rhyme) if fold(letter) in "aeiouy")
    text = onset + rhyme[: vowel + 1] + tone + rhyme[vowel + 1 :]
    return unicodedata.normalize("NFC", text)
