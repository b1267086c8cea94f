"""The author and the source: names at an article's end, or behind a word that says what they are."""

import re
from dataclasses import dataclass

from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.lines import Kind, Line, Marker
from diemcau.newsroom.importing.names import NAME_WORDS_AT_MOST, is_name, unbracketed
from diemcau.newsroom.importing.sheet import Place, Sheet, ends_fully, is_prose

_ROLE = re.compile(
    r"^(?:(?:tin|bai|anh|video|clip|tac gia|nguoi viet|nguoi dang|nguoi thuc hien|thuc hien|"
    r"bien tap|bien soan|tong hop|phong vien|pv|ctv|but danh|by|tin bai|bai viet)"
    r"(?:\s*(?:,|&|va|-|/|\+)\s*)?){1,4}\s*:\s*(?=\S)"
)
_SOURCE = re.compile(r"^(?:nguon tin|nguon bai|nguon|dan nguon|source)\s*:\s*(?=\S)|^theo\s*:\s*(?=\S)")
_ACCORDING = re.compile(r"^\(?\s*theo\s+(?=\S)")
_LAST_LINE_WORDS_AT_MOST = 9


@dataclass(frozen=True, slots=True)
class People:
    """Who wrote an article and where it is from, as the page says it."""

    author: str = ""
    source: str = ""


def find_people(sheet: Sheet) -> People:
    """Return author and source, and claim their lines."""
    source = _labelled_source(sheet) or _boxed_source(sheet)
    source = source or _according(sheet)
    author = _labelled(sheet) or _signature(sheet)
    return People(author=author or _byline(sheet) or _head_author(sheet), source=source)


def _labelled_source(sheet: Sheet) -> str:
    """Return what stands behind `Nguồn:` in the article, in the box below it or right above it."""
    for line in sheet.free():
        text = unbracketed(line.text)
        form = _SOURCE.match(bare(text))
        if (
            line.kind is Kind.TEXT
            and form
            and len(line.text.split()) <= 20
            and not _below(sheet, line.number)
        ):
            sheet.claim(line.number, Place.SOURCE)
            return text[form.end() :]
    return ""


def _boxed_source(sheet: Sheet) -> str:
    """Return the line between the label `Nguồn tin` and the next label; beside the QR code's the title stands."""
    for label in sheet.lines:
        if (
            label.marker is not Marker.SOURCE
            or label.kind is not Kind.LABEL
            or label.number + 1 >= len(sheet.lines)
        ):
            continue
        line = sheet.lines[label.number + 1]
        if (
            line.kind is Kind.TEXT
            and sheet.is_free(line.number)
            and not is_prose(line)
            and len(line.text.split()) <= 15
        ):
            sheet.claim(line.number, Place.SOURCE)
            return line.text
        beside = _beside_title(sheet, label.number)
        if beside is not None:
            sheet.claim(beside.number, Place.SOURCE)
            return beside.text
    return ""


def _beside_title(sheet: Sheet, label: int) -> Line | None:
    """Return the line that shares the box of source and QR code with the title: labels first, then both values."""
    start = next((line.number for line in sheet.lines[label:] if line.kind is not Kind.LABEL), label)
    run = []
    for line in sheet.lines[start : start + 3]:
        if line.kind is Kind.LABEL:
            break
        run.append(line)
    titled = any(sheet.places.get(line.number) is Place.TITLE for line in run)
    free = [line for line in run if sheet.is_free(line.number) and line.kind is Kind.TEXT]
    return free[0] if titled and len(run) == 2 and free else None


def _below(sheet: Sheet, number: int) -> bool:
    """Say whether a line stands below the box of other news, where nothing is this article's."""
    others = {Marker.OTHER, Marker.COMMENTS, Marker.FOOT}
    return any(
        line.marker in others for line in sheet.lines[sheet.first : number] if line.number >= sheet.end
    )


def _labelled(sheet: Sheet) -> str:
    """Return the names behind `Tác giả:`, `Bài, ảnh:` and the like: the article's own, never a caption's credit."""
    found = [line for line in sheet.free(0, sheet.end) if _is_credit(line) and not _below(sheet, line.number)]
    for line in found:
        sheet.claim(line.number, Place.AUTHOR)
    if len(found) == 1:
        return _without_role(found[0].text)
    return "; ".join(unbracketed(line.text) for line in found)


def _is_credit(line: Line) -> bool:
    text = unbracketed(line.text)
    form = _ROLE.match(bare(text))
    if line.kind is not Kind.TEXT or form is None or bare(text).startswith("anh"):
        return False
    rest = text[form.end() :]
    return (
        len(rest.split()) <= 14
        and not rest.endswith(".")
        and all(word[0].isupper() or not word[0].isalpha() or ":" in rest for word in rest.split()[:1])
    )


def _without_role(text: str) -> str:
    """Take off the word that says what a name is, where only one stands there."""
    text = unbracketed(text)
    form = _ROLE.match(bare(text))
    rest = text[form.end() :] if form else text
    return text if ":" in rest else rest


def _signature(sheet: Sheet) -> str:
    """Return the name in the last line of the article, or the last line itself where it is short and ends it."""
    zone = list(sheet.zone())
    last = max(
        (place for place, line in enumerate(zone) if is_prose(line) or line.row or line.item), default=-1
    )
    after = [line for line in zone[last + 1 :] if line.kind is Kind.TEXT]
    line = next((line for line in after if _signs(line)), None)
    if line is None and after and last >= 0 and _ends_zone(sheet, after[-1]):
        line = after[-1]
    if line is None:
        return ""
    sheet.claim(line.number, Place.AUTHOR)
    return unbracketed(line.text)


def _signs(line: Line) -> bool:
    return (
        not line.link
        and not line.heading
        and (is_name(line.text) or line.role == "author")
        and len(line.text.split()) <= 12
    )


def _ends_zone(sheet: Sheet, line: Line) -> bool:
    """Say whether a short line is the very last before the boxes, and set apart as signatures are."""
    known_end = sheet.end < len(sheet.lines) and line.number == sheet.end - 1
    apart = line.bold or line.centred or sheet.lines[sheet.end - 1] is line
    short = (
        len(line.text.split()) <= _LAST_LINE_WORDS_AT_MOST
        and not ends_fully(line.text)
        and line.since_picture != 1
    )
    return known_end and apart and short and line.text[0].isupper() and not line.link and not line.role


def _byline(sheet: Sheet) -> str:
    """Return a name that stands beside the date, above the article."""
    for date in sheet.at(Place.DATE):
        for step in (-1, 1):
            line = sheet.next_text(date.number, step)
            if line is not None and sheet.is_free(line.number) and line.kind is Kind.TEXT and _signs(line):
                sheet.claim(line.number, Place.AUTHOR)
                return line.text
    for line in sheet.free(0, sheet.end):
        if line.role == "author" and line.kind is Kind.TEXT and _signs(line):
            sheet.claim(line.number, Place.AUTHOR)
            return line.text
    return ""


def _head_author(sheet: Sheet) -> str:
    """Return the author whom the page's head names, where it is a person's name that no line contradicts."""
    name = sheet.page.author
    return name if 2 <= len(name.split()) <= NAME_WORDS_AT_MOST and is_name(name) else ""


def _according(sheet: Sheet) -> str:
    """Return the source of a last line `(Theo …)`."""
    zone = [line for line in sheet.zone() if line.kind is Kind.TEXT]
    for line in zone[-3:]:
        form = _ACCORDING.match(bare(line.text))
        if form and len(line.text.split()) <= 8 and not line.text.endswith("."):
            sheet.claim(line.number, Place.SOURCE)
            return line.text[form.end() :].strip("() ")
    return ""
