"""The date of publication: which of a page's dates it is."""

from datetime import datetime

from diemcau.newsroom.importing.dates import FoundDate, find_date, read_stamp
from diemcau.newsroom.importing.lines import Kind, Line, Marker, Region
from diemcau.newsroom.importing.sheet import Place, Sheet, is_prose

_NEAR_HEADING = 4
_ENOUGH_WORDS = 6


def find_published(sheet: Sheet) -> datetime | None:
    """Return when the article was published, and claim the line that says it.

    What the page's head says holds, but a visible date of the same day that knows the hour says more.
    """
    line, seen = _best(sheet)
    stamp = read_stamp(sheet.page.published)
    if line is not None:
        sheet.claim(line.number, Place.DATE)
        stamp = stamp or read_stamp(line.stamp)
    if seen is None:
        return stamp.at if stamp else None
    if stamp is None or (seen.has_time and seen.at.date() == stamp.at.date()):
        return seen.at
    return stamp.at


def _best(sheet: Sheet) -> tuple[Line | None, FoundDate | None]:
    dated = [
        (line, found) for line in sheet.lines if line.kind is Kind.DATE and (found := find_date(line.text))
    ]
    if not dated:
        return None, None
    return max(dated, key=lambda pair: (_weight(sheet, *pair), -pair[0].number))


def _weight(sheet: Sheet, line: Line, found: FoundDate) -> int:
    weight = 2 * found.has_time + 2 * (found.labelled and not found.is_update) - found.is_update
    weight += 3 * line.with_tools + 2 * (line.role == "date") + 2 * bool(line.stamp)
    if line.region is not Region.MAIN:
        weight -= 4
    if _is_near_heading(sheet, line.number) or _title_before(sheet, line.number):
        weight += 2
    if any(
        _is_substance(other) for other in (sheet.next_text(line.number), sheet.next_text(line.number, -1))
    ):
        weight += 2
    if any(
        other.marker in {Marker.OTHER, Marker.COMMENTS, Marker.FOOT}
        for other in _since_prose(sheet, line.number)
    ):
        weight -= 6
    return weight


def _is_substance(line: Line | None) -> bool:
    return (
        line is not None
        and line.kind is Kind.TEXT
        and not line.link
        and (is_prose(line) or len(line.text.split()) > _ENOUGH_WORDS)
    )


def _is_near_heading(sheet: Sheet, number: int) -> bool:
    near = sheet.lines[max(0, number - _NEAR_HEADING) : number + _NEAR_HEADING]
    return any(line.heading in {1, 2} or line.role == "headline" for line in near)


def _title_before(sheet: Sheet, number: int) -> bool:
    before = sheet.next_text(number, -1)
    return before is not None and before.bold and len(before.text.split()) > _ENOUGH_WORDS


def _since_prose(sheet: Sheet, number: int) -> tuple[Line, ...]:
    start = next((line.number for line in sheet.lines if is_prose(line)), number)
    return sheet.lines[start:number]
