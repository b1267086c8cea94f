"""A line of a page in pieces: labels of tools and boxes, dates, and text, even where they run into each other."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from diemcau.newsroom.importing.crumbs import crumbs_end
from diemcau.newsroom.importing.dates import FoundDate, find_date
from diemcau.newsroom.importing.fields import parted
from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.lines import Kind, Line, Marker
from diemcau.newsroom.importing.runs import Run, certain_runs
from diemcau.newsroom.importing.vocabulary import Label, entry_end, weightiest, whole_label

_EDGES = " |,;:•·-–—/\t"
_BRACKETS = "()[]"
_FOOT = re.compile(
    r"ban quyen|copyright|©|giay phep (?:so|thiet lap|xuat ban|hoat dong)|co quan chu quan|"
    r"chiu trach nhiem (?:chinh|noi dung|xuat ban)|"
    r"truong ban bien tap|tong bien tap|dia chi\s*:|dien thoai\s*:|thiet ke (?:boi|va)|"
    r"phat trien boi|ghi ro nguon|(?:tong )?(?:so )?luot truy cap|dang truy cap"
)
_FOOT_AT_MOST = 400
_SECTION_WORDS, _SHORT_CRUMB_WORDS = 3, 6
_BESIDE_A_TIME, _BESIDE_A_DAY = 12, 4  # words that can stand beside a date without making it a sentence


def pieces(line: Line) -> list[Line]:
    """Cut a line into what is a label, what is a date and what is text, in its order."""
    whole = whole_label(line.text)
    if whole is not None:
        return [replace(line, kind=Kind.LABEL, marker=whole)]
    start = crumbs_end(line.text)
    if not start:
        return _at_runs(line)
    rest = _at_runs(replace(line, text=line.text[start:].strip()))
    many = len(rest[0].text.split()) if rest and rest[0].kind is Kind.TEXT else 0
    if 0 < many <= _SECTION_WORDS:
        start = line.text.index(rest[0].text, start) + len(rest[0].text)
        rest = rest[1:]
    elif many:
        # A longer name of a section looks like a short title: it is kept, but seldom chosen.
        rest[0] = replace(rest[0], role="crumb" if many > _SHORT_CRUMB_WORDS else "section")
    return [replace(line, text=line.text[:start].strip(), kind=Kind.LABEL, marker=Marker.TOOLS), *rest]


def _at_runs(line: Line) -> list[Line]:
    """Cut a line at its certain rows of labels and dates."""
    out: list[Line] = []
    place = 0
    for run in certain_runs(line.text):
        behind = run.labels and run.sights[0] is run.labels[0]
        out.extend(_texts(line, line.text[place : run.start], boxed=bool(behind)))
        out.extend(_of_run(line, run))
        place = run.end
    out.extend(_texts(line, line.text[place:], boxed=False))
    return out


def _of_run(line: Line, run: Run) -> Iterator[Line]:
    for dated, group in groupby(run.sights, key=lambda sight: isinstance(sight, FoundDate)):
        row = list(group)
        text = line.text[row[0].start : row[-1].end].strip()
        if dated:
            yield replace(line, text=text, kind=Kind.DATE, with_tools=bool(run.labels))
        else:
            marker = weightiest(sight.marker for sight in row if isinstance(sight, Label))
            yield replace(line, text=text, kind=Kind.LABEL, marker=marker)


def _texts(line: Line, text: str, *, boxed: bool) -> Iterator[Line]:
    """Return what stands between two rows: text, in which a short line may still have a date, or fields."""
    whole = text == line.text
    text = text.strip() if whole else _without_signs(text)
    if not text:
        return
    section = entry_end(text)
    if section:
        yield replace(line, text=text[:section])
        text = text[section:]
    date = find_date(text)
    around = _around_date(replace(line, text=text), date) if date is not None else []
    if around:
        yield from around
        return
    for part in parted(text, boxed=boxed):
        yield replace(line, text=part, marker=_foot(part))


def _without_signs(text: str) -> str:
    """Take off the signs that stood between a label and its neighbour; signs alone are nothing."""
    text = _beside(text.strip(" |,;:•·-–—/›»>*_+&\t"))
    return text if re.search(r"\w", text) else ""


def _around_date(line: Line, date: FoundDate) -> list[Line]:
    """Cut a line that is a date with a few words beside it; nothing, where the date stands in prose."""
    sides = [_beside(line.text[: date.start]), _beside(line.text[date.end :])]
    rest = " ".join(filter(None, sides))
    most = _BESIDE_A_TIME if date.has_time else _BESIDE_A_DAY
    if len(rest.split()) > most or rest.endswith((".", "…", "!", "?")):
        return []
    before, after = ([_side(line, side)] if re.search(r"\w", side) or "A" in side else [] for side in sides)
    with_tools = any(part.kind is Kind.LABEL for part in (*before, *after))
    said = line.text[date.start : date.end].strip()
    return [*before, replace(line, text=said, kind=Kind.DATE, with_tools=with_tools), *after]


def _beside(text: str) -> str:
    """Take off the signs between two pieces; brackets only where they enclosed the other one."""
    text = text.strip(_EDGES)
    enclosed = text.count("(") != text.count(")") or text.count("[") != text.count("]")
    return text.strip(_EDGES + _BRACKETS) if enclosed else text


def _side(line: Line, text: str) -> Line:
    marker = whole_label(text)
    if marker is not None:
        return replace(line, text=text, kind=Kind.LABEL, marker=marker)
    return replace(line, text=text, marker=_foot(text))


def _foot(text: str) -> Marker:
    return Marker.FOOT if _FOOT.search(bare(text)) and len(text) < _FOOT_AT_MOST else Marker.NONE
