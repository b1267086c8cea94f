"""Fields that follow each other on one line, and the name or source that an article's last line ends with."""

import re
from collections.abc import Iterator

from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.names import is_name
from diemcau.newsroom.importing.seams import begins_word, is_glued

_KEY = re.compile(
    r"(?:tac gia|nguoi (?:viet|dang|thuc hien)|bien (?:tap|soan)|thuc hien|phong vien|but danh|"
    r"(?:tin|bai)(?:\s*(?:,|&|va|-|/)\s*(?:tin|bai|anh|video))*|nguon(?: tin| bai)?)\s*:\s*(?=\S)"
)
_THEO = re.compile(r"\(theo [^()]{2,60}\)$")
_ENDED = re.compile(r"[.!?…][”\"')]?\s*$|/\.\s*$")
_PARAGRAPH = 100  # letters: what is shorter may be a caption, whose credit stays with it
_VALUE_WORDS = 10
_NAME_WORDS = 4
_TAIL_WORDS = 25


def parted(text: str, *, boxed: bool) -> list[str]:
    """Cut a text into its fields and what stands before them; `boxed` says that a box's label follows.

    A key with a colon begins a field where another field, a name or a whole paragraph ends, or where it is glued on.
    """
    places = [0]
    for place in _keys(text):
        if _begins_field(text, places[-1], place):
            places.append(place)
    parts = [text[start:end].strip() for start, end in zip(places, [*places[1:], len(text)], strict=True)]
    head = _with_tail(parts[0], boxed=boxed and len(parts) == 1)
    return [part for part in (*head, *parts[1:]) if part]


def _keys(text: str) -> Iterator[int]:
    flat = bare(text)
    for form in _KEY.finditer(flat):
        if form.start() and text[form.start()].isupper() and begins_word(text, form.start()):
            yield form.start()


def _begins_field(text: str, last: int, place: int) -> bool:
    before, value = text[last:place].strip(), text[place:]
    if _KEY.match(bare(before)) and len(before.split()) <= _VALUE_WORDS:
        return True
    short = len(value.split()) <= 2 * _VALUE_WORDS and not value.endswith(".")
    ended = len(before) >= _PARAGRAPH and bool(_ENDED.search(before))
    return short and (is_glued(text, place) or is_name(before) or ended)


def _with_tail(text: str, *, boxed: bool) -> list[str]:
    """Cut off the name or source behind a paragraph's last sentence: glued to it, or right before a box."""
    place = _tail(text)
    if not place or len(text) < _PARAGRAPH // 2:
        return [text]
    tail = text[place:]
    sourced = bool(_THEO.match(bare(tail)))
    glued = is_glued(text, place) and text[: place - 1][-1:].islower()
    named = len(tail.split()) <= _NAME_WORDS and is_name(tail) and (boxed or glued)
    # A sentence always ends with a sign: what has none and is glued on was a paragraph of its own, mostly a caption.
    captioned = glued and 2 < len(tail.split()) <= _TAIL_WORDS and tail[-1].isalnum()
    return [text[:place].strip(), tail] if named or sourced or captioned else [text]


def _tail(text: str) -> int:
    """Return where the words behind the last sentence begin; 0 where there are none."""
    ends = [form.end() for form in re.finditer(r"[.!?…][”\")]?\s*(?=[^\s.!?…”\")])", text)]
    for end in reversed(ends):
        if text[end].isupper() or text[end] == "(":
            return end
        break
    return 0
