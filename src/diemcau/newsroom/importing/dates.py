"""The dates of Vietnamese portals: found in a line, read as wall clock of Hà Nội."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.seams import begins_word

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_MONTHS = ("mot", "hai", "ba", "tu|bon", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_WEEKDAY = r"(?:thu\s*(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn)"
_GAP = r"[\s,;|\-–—:.()/•·]*"
_JOIN = rf"{_GAP}(?:(?:vao )?(?:luc|hoi)\b)?{_GAP}"
_TIME = (
    r"(?P<{0}hour>[01]?\d|2[0-3])\s?(?::|h|gio|g)\s?(?P<{0}minute>[0-5]\d)(?:\s?(?::|ph)\s?[0-5]\d)?"
    r"(?:\s*phut)?['’]?(?:\s?(?P<{0}half>am|pm|sa|ch)\b)?"
)
_DAY = (
    r"(?:ngay\s*)?(?:(?P<{0}day>0?[1-9]|[12]\d|"
    r"3[01])\s?(?P<{0}sign>[/.\-])\s?(?P<{0}month>0?[1-9]|1[0-2])\s?(?P={0}sign)\s?"
    r"(?P<{0}year>(?:19|20)\d\d)"
    r"|(?P<{0}wday>0?[1-9]|[12]\d|3[01])\s*(?:,\s*)?thang\s*(?P<{0}wmonth>0?[1-9](?!\d)|1[0-2]|{1})"
    r"(?:\s*,)?\s*(?:nam\s*)?(?P<{0}wyear>(?:19|20)\d\d))"
)
_NAMED = "|".join(rf"(?:{name})\b" for name in reversed(_MONTHS))
_ISO = r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|\s?[+-]\d\d:?\d\d)?)?)(?!\d)"
_LABEL = (
    r"(?P<label>(?:ngay|thoi gian|gio)\s*(?:dang|xuat ban|phat hanh|cap nhat|gui|tao|viet|"
    r"dua)(?:\s*(?:tin|bai|luc))*|"
    r"(?:dang|xuat ban|cap nhat|post|cap nhat lan cuoi|dang tai|dua tin|gui)\s*(?:luc|ngay|"
    r"vao|ngay dang)?|thoi gian|ngay|date)\s*:?\s*"
)
_ZONE = r"(?:\s*\(?(?:gmt|utc)\s*[+]?\s*0?7(?::00)?\)?)?"
_DATE = re.compile(
    rf"(?:{_LABEL})?(?:(?P<weekday>{_WEEKDAY}){_JOIN})?"
    rf"(?:{_ISO}"
    rf"|{_DAY.format('a', _NAMED)}(?:{_JOIN}{_TIME.format('a')}(?!\d))?"
    rf"|(?<!\d){_TIME.format('b')}{_JOIN}(?:{_WEEKDAY}{_JOIN})?{_DAY.format('b', _NAMED)}(?!\d)){_ZONE}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a line: where it stands there, and how much it says."""

    at: datetime
    start: int
    end: int
    has_time: bool
    labelled: bool
    is_update: bool
    weekday: bool


def find_date(text: str) -> FoundDate | None:
    """Return the first date of a line that the calendar has."""
    return next(find_dates(text), None)


def find_dates(text: str) -> Iterator[FoundDate]:
    """Return the dates of a line that the calendar has, in order."""
    for form in _DATE.finditer(bare(text)):
        at = _moment(form)
        if at is None:
            continue
        label, start = form["label"] or "", form.start()
        if label and not begins_word(text, start):
            label, start = "", form.end("label")
        yield FoundDate(
            at=at,
            start=start,
            end=_end(form, text),
            has_time=any(form[name] for name in ("ahour", "bhour")) or len(form["iso"] or "") > 10,
            labelled=bool(label.strip()) and label.strip() not in {"ngay", "ngay:"},
            is_update="cap nhat" in label,
            weekday=bool(form["weekday"]),
        )


def _end(form: re.Match[str], text: str) -> int:
    """Return where a date ends: `Sa` and `Ch` in mixed case begin the next word, `SA` is a half of the day."""
    half = form["ahalf"] or ""
    said = text[form.start("ahalf") : form.end("ahalf")] if half else ""
    return form.start("ahalf") if said.istitle() else form.end()


def read_stamp(text: str) -> FoundDate | None:
    """Return the date of a machine-readable stamp, which is nothing but a date."""
    found = find_date(text.strip())
    return found if found is not None and found.start == 0 else None


def _moment(form: re.Match[str]) -> datetime | None:
    try:
        if form["iso"]:
            at = datetime.fromisoformat(form["iso"].upper().replace(" +", "+"))
            return at.astimezone(ZONE) if at.tzinfo else at.replace(tzinfo=ZONE)
        side = "a" if form["ayear"] or form["awyear"] else "b"
        day, month, year = (
            form[f"{side}{name}"] or form[f"{side}w{name}"] for name in ("day", "month", "year")
        )
        return datetime(int(year), _month(month), int(day), *_time(form, side), tzinfo=ZONE)
    except ValueError:  # the 31st of February, the hour 29
        return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(number for number, names in enumerate(_MONTHS, 1) if text in names.split("|"))


def _time(form: re.Match[str], side: str) -> tuple[int, int]:
    if form[f"{side}hour"] is None:
        return 0, 0
    hour, minute, half = int(form[f"{side}hour"]), int(form[f"{side}minute"]), form[f"{side}half"]
    if half in {"pm", "ch"} and hour < 12:
        hour += 12
    if half in {"am", "sa"} and hour == 12:
        hour = 0
    return hour, minute
