"""Where words part that a saved page has glued together."""

from diemcau.newsroom.importing.syllables import is_syllable

_CLOSING = '.!?…”"»):'


def is_seam(text: str, place: int) -> bool:
    """Say whether two words are glued at a place: `trangThứ`, `2022Chúng`, and in capitals `TÙNGTIỆN`."""
    if not 0 < place < len(text) or not text[place].isupper():
        return False
    before = text[place - 1]
    if before.isupper():
        return _ends_capitals(text, place) or _parts_capitals(text, place)
    return before.islower() or before.isdigit()


def is_glued(text: str, place: int) -> bool:
    """Say whether what begins at a place stands without a space behind a word or the end of a sentence."""
    return is_seam(text, place) or (
        0 < place < len(text) and text[place].isupper() and text[place - 1] in _CLOSING
    )


def begins_word(text: str, place: int) -> bool:
    """Say whether a word can begin at a place."""
    return place == 0 or not text[place - 1].isalnum() or is_seam(text, place)


def _ends_capitals(text: str, place: int) -> bool:
    """Say whether a word in capitals ends where an ordinary one begins: `CODETrường`."""
    return text[place + 1 : place + 2].islower() and text[max(0, place - 2) : place - 1].isupper()


def _parts_capitals(text: str, place: int) -> bool:
    """Say whether a word in capitals is two: as a whole it is no syllable, one of its parts is."""
    start = end = place
    while start > 0 and text[start - 1].isupper():
        start -= 1
    while end < len(text) and text[end].isupper():
        end += 1
    parts = [part for part in (text[start:place], text[place:end]) if len(part) > 1]
    return any(map(is_syllable, parts)) and not is_syllable(text[start:end])
