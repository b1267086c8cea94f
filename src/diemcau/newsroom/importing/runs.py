"""Labels and dates in a row inside a line, and whether such a row is certain enough to cut the line there.

Sentences have the words of labels too. A row is certain when several labels stand together, when a date as
programs write it stands among them, when it is glued to its neighbours, or when its words stand in no sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from diemcau.newsroom.importing.dates import FoundDate, find_dates
from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.lines import Marker
from diemcau.newsroom.importing.names import is_name
from diemcau.newsroom.importing.seams import begins_word, is_glued
from diemcau.newsroom.importing.vocabulary import Label, Weight, is_menu, label_at

Sight = Label | FoundDate

_GAP = re.compile(r"[\s|/•·›»>:\-–—_*+#()\[\]&]*")
_OPENING = "\"“'‘«("
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."', ".)", "/.", "|")
_BOXES = frozenset({Marker.BOX, Marker.CODE, Marker.SOCIAL})
_MANY = 2
_KEY_SIGN = re.compile(r"\s*:\s*(?=\S)")
_KEYED = re.compile(r"[^\d:]+:")
_BY_PROGRAM = re.compile(r"\d[/.-]\d.*\d:\d\d|\d:\d\d.*\d[/.-]\d")


@dataclass(frozen=True, slots=True)
class Run:
    """Labels and dates of a line with nothing but signs between them."""

    text: str
    sights: tuple[Sight, ...]

    @property
    def start(self) -> int:
        """Where the row begins."""
        return self.sights[0].start

    @property
    def end(self) -> int:
        """Where the row ends."""
        return self.sights[-1].end

    @property
    def before(self) -> str:
        """What stands before the row."""
        return self.text[: self.start].rstrip()

    @property
    def after(self) -> str:
        """What stands behind the row."""
        return self.text[self.end :].lstrip(" |/•·›»>:-–—_*+#)]&")

    @property
    def labels(self) -> list[Label]:
        """The row's labels."""
        return [sight for sight in self.sights if isinstance(sight, Label)]

    @property
    def dates(self) -> list[FoundDate]:
        """The row's dates."""
        return [sight for sight in self.sights if isinstance(sight, FoundDate)]


def certain_runs(text: str) -> list[Run]:
    """Return the rows of a line at which it can be cut for certain, in order."""
    found: list[Run] = []
    in_boxes = False
    for run in _runs(text):
        certain = _trimmed(run, in_boxes=in_boxes)
        if certain is not None:
            found.append(certain)
            in_boxes = in_boxes or any(label.marker in _BOXES for label in certain.labels)
    return found


def _sights(text: str) -> Iterator[Sight]:
    """Return the labels that begin with a capital or a figure, and the dates, from left to right."""
    flat, dates = bare(text), {date.start: date for date in find_dates(text)}
    place = 0
    while place < len(text):
        sight: Sight | None = dates.get(place)
        if sight is None and _may_begin(text, place):
            sight = _label(text, flat, place)
        if sight is not None:
            yield sight
        place = sight.end if sight is not None else place + 1


def _label(text: str, flat: str, place: int) -> Label | None:
    """Return the label at a place; `Nguồn: Báo …` is a field with its value."""
    label = label_at(text, flat, place, Weight.MENU)
    if label is None or label.marker is not Marker.SOURCE:
        return label
    key = _KEY_SIGN.match(text, label.end)
    is_key = key is not None and label_at(text, flat, key.end(), Weight.WEAK) is None
    return None if is_key else label


def _may_begin(text: str, place: int) -> bool:
    return (text[place].isupper() or text[place].isdigit()) and begins_word(text, place)


def _runs(text: str) -> Iterator[Run]:
    row: list[Sight] = []
    for sight in _sights(text):
        if row and not _GAP.fullmatch(text, row[-1].end, sight.start):
            yield from _without_headings(text, row)
            row = []
        row.append(sight)
    yield from _without_headings(text, row)


def _without_headings(text: str, row: list[Sight]) -> Iterator[Run]:
    """Part a row at words that are entries of menus, but of no menu here: names of sections, headings."""
    out: list[Sight] = []
    for dated, group in groupby(row, key=lambda sight: isinstance(sight, FoundDate)):
        sights = list(group)
        kept = dated or is_menu(bare(text[sights[0].start : sights[-1].end]), len(sights))
        for sight in sights:
            if kept or not _is_entry(sight):
                out.append(sight)
            elif out:
                yield Run(text, tuple(out))
                out = []
    if out:
        yield Run(text, tuple(out))


def _is_entry(sight: Sight) -> bool:
    return isinstance(sight, Label) and sight.weight is Weight.MENU


def _trimmed(run: Run, *, in_boxes: bool) -> Run | None:
    """Return a row without those of its last words that belong to the text behind it; None where it is not certain."""
    for end in range(len(run.sights), 0, -1):
        shorter = Run(run.text, run.sights[:end])
        if _text_begins(shorter) and _is_certain(shorter, in_boxes=in_boxes):
            return shorter
    return None


def _text_begins(run: Run) -> bool:
    """Say whether what stands behind a row begins anew: with a capital or a figure, or not at all."""
    first = run.after.lstrip(_OPENING)[:1]
    if _is_entry(run.sights[-1]) and run.after:
        return is_glued(run.text, run.end)  # `Tin tức Hải Phòng` may be the title's own words
    return not run.after or first.isupper() or first.isdigit()


def _is_certain(run: Run, *, in_boxes: bool) -> bool:
    if any(map(_is_entry, run.sights)) and not _is_menu(run):
        return False
    if run.dates:
        return _is_dateline(run)
    if len(run.labels) >= _MANY:
        return _is_row(run)
    return _stands_alone(run, in_boxes=in_boxes)


def _is_dateline(run: Run) -> bool:
    """Say whether a date stands there for itself: among labels, or in the form that programs write."""
    labels = run.labels
    if len(labels) >= _MANY or any(label.weight >= Weight.STRONG for label in labels):
        return True
    date = run.dates[0]
    said = run.text[date.start : date.end]
    first = said[:1]
    if run.text[date.end :].lstrip()[:1] in {",", ".", ";"} or not (first.isupper() or first.isdigit()):
        return False
    if date.labelled and _KEYED.match(said):
        return True
    by_program = date.has_time and bool(_BY_PROGRAM.search(said)) and "ngay" not in bare(said)
    return by_program and (not run.before or date.weekday)


def _is_menu(run: Run) -> bool:
    return is_menu(bare(run.text[run.start : run.end]), len(run.labels))


def _is_row(run: Run) -> bool:
    """Say whether several labels in a row are no part of a sentence."""
    strong = any(label.weight >= Weight.STRONG for label in run.labels)
    if strong or _is_menu(run):
        return not run.before or strong or is_glued(run.text, run.start)
    if run.before:
        return is_glued(run.text, run.start) or (_is_over(run.before) and not run.after)
    return is_glued(run.text, run.end) or any(label.marker is Marker.SOURCE for label in run.labels)


def _stands_alone(run: Run, *, in_boxes: bool) -> bool:
    """Say whether a single label can be told from a sentence that has its words."""
    label = run.labels[0]
    own = run.text[label.start : label.end]
    telling = not own.isascii() or " " in own  # `ZaloPay`, `InDesign` are names, `trangThứ` is none
    if telling and is_glued(run.text, run.start):
        return True
    if not run.before:
        behind = run.text[run.end :].lstrip()[:1]
        sure = label.weight is Weight.SURE or (label.weight is Weight.STRONG and behind in {"|", "»", "›"})
        return bool(run.after) and (sure or (telling and is_glued(run.text, run.end)))
    if label.weight < Weight.STRONG:
        return False
    if label.weight is Weight.SURE and telling and is_glued(run.text, run.end):
        return True
    apart = in_boxes or _is_over(run.before) or is_name(run.before)
    return apart and (not run.after or in_boxes or label.weight is Weight.SURE)


def _is_over(text: str) -> bool:
    """Say whether a sentence ends here."""
    return text.endswith(_SENTENCE_ENDS)
