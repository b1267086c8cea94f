"""Whether letters are Vietnamese: by the form of its syllables, so that no word list is needed.

Source: the syllable of quốc ngữ: onset, vowels of a closed set, one of eight endings, at most one tone; before
the endings c, ch, p and t only the tones sắc and nặng.
"""

import re
import unicodedata

_WORDS = re.compile(r"[^\W\d_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP = frozenset("\u0301\u0323")  # sắc, nặng
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_VOWELS = (
    "(?:uyê|uya|uyu|uây|uôi|ươi|ươu|oai|oay|oao|oeo|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi"
    "|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_VOWELS}(?P<end>ch|nh|ng|[cmnpt])?")


def is_syllable(word: str) -> bool:
    """Say whether a word has the form of a Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in decomposed if char in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    form = _SYLLABLE.fullmatch(bare)
    if form is None:
        return False
    stopped = form["end"] in {"c", "ch", "p", "t"}
    return not stopped or (bool(tones) and tones[0] in _SHARP)


def vietnamese_share(text: str) -> tuple[float, int]:
    """Return which part of the words with other letters than ASCII's are Vietnamese syllables, and how many there are.

    Words of plain letters say nothing about an encoding and are not counted.
    """
    words = [word for word in _WORDS.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    if not words:
        return 1.0, 0
    return sum(map(is_syllable, words)) / len(words), len(words)
