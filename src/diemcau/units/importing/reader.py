"""Read a list of units: CSV in UTF-8 with the columns code, parent_code, level, name."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from diemcau.core.text import clean
from diemcau.units.models import Level

COLUMNS = ("code", "parent_code", "level", "name")
_WHOLE_FILE = 0
_LEVELS = frozenset(Level.values)
_AT_MOST = {"code": 40, "name": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with the input, and where; line 1 is the header, line 0 the file as a whole."""

    line: int
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One unit of a list, normalised."""

    line: int
    code: str
    parent_code: str
    level: str
    name: str


def read_table(path: Path, faults: list[Fault]) -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV file with the line on which each begins, the header first; blank lines are
    left out.

    What makes the whole file unreadable is added to `faults`, and the answer is then empty.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        faults.append(Fault(line=_WHOLE_FILE, fault=_("The file cannot be read: %s.") % reason))
        return []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(Fault(line=line, fault=_("This is not UTF-8 text. Save the list as “CSV UTF-8”.")))
        return []
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        faults.append(Fault(line=line, fault=_("This is not a text file: it has a NUL character.")))
        return []
    return list(_records(text, faults))


def _records(text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for fields in reader:
            if len(fields) > 1 or any(field.strip() for field in fields):
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(line=begins, fault=_("This line is not valid CSV (%s).") % error))


def read_list(path: Path, faults: list[Fault]) -> list[Row]:
    """Return the rows of a list; every fault of form is added to `faults` and its row left out."""
    table = read_table(path, faults)
    if not table:
        if not faults:
            faults.append(Fault(line=1, fault=_("The file is empty.")))
        return []
    positions = _positions(*table[0], faults)
    if positions is None:
        return []
    if len(table) == 1 and not faults:
        faults.append(Fault(line=1, fault=_("The list has no units, only a header.")))
    width = len(table[0][1])
    rows = (_row(line, fields, positions, width, faults) for line, fields in table[1:])
    return [row for row in rows if row is not None]


def _positions(line: int, header: list[str], faults: list[Fault]) -> dict[str, int] | None:
    names = [clean(name).casefold() for name in header]
    before = len(faults)
    for column in COLUMNS:
        if column not in names:
            faults.append(
                Fault(
                    line=line,
                    fault=_("The column “%s” is missing; columns are separated by commas.") % column,
                )
            )
        elif names.count(column) > 1:
            faults.append(Fault(line=line, fault=_("The column “%s” stands there twice.") % column))
    return {column: names.index(column) for column in COLUMNS} if len(faults) == before else None


def _row(
    line: int, fields: list[str], positions: dict[str, int], width: int, faults: list[Fault]
) -> Row | None:
    if len(fields) != width:
        message = _("This line has %(n)s columns instead of %(width)s.") % {"n": len(fields), "width": width}
        faults.append(Fault(line=line, fault=message))
        return None
    values = {column: clean(fields[position]) for column, position in positions.items()}
    values["level"] = values["level"].casefold()
    wrong = [Fault(line=line, fault=text) for text in _wrong(values)]
    faults.extend(wrong)
    return None if wrong else Row(line=line, **values)


def _wrong(values: dict[str, str]) -> Iterator[str]:
    if not values["code"]:
        yield _("The code is empty.")
    if not values["name"]:
        yield _("The name is empty.")
    if not values["level"]:
        yield _("The level is empty.")
    elif values["level"] not in _LEVELS:
        known = ", ".join(Level.values)
        yield _("There is no level “%(level)s”; known are: %(known)s.") % {
            "level": values["level"],
            "known": known,
        }
    for column, at_most in _AT_MOST.items():
        if len(values[column]) > at_most:
            yield _("“%(column)s” is longer than %(n)s characters.") % {"column": column, "n": at_most}
