"""What a list says as a whole: duplicates, parents, cycles, the order of levels."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from diemcau.units.importing.reader import Fault, Row
from diemcau.units.models import Level
from diemcau.units.rules import may_stand_alone, may_stand_under

_TERRITORIAL = [Level.CENTRAL.value, Level.PROVINCE.value, Level.DISTRICT.value, Level.COMMUNE.value]


def covered_levels(rows: list[Row]) -> frozenset[str]:
    """Return the levels that a list speaks for.

    Territorial levels: all from the highest to the lowest that occur, so that a list of provinces and
    communes also says that there are no districts. Centres and bodies: only if the list has any.
    """
    present = {row.level for row in rows}
    ranks = [rank for rank, level in enumerate(_TERRITORIAL) if level in present]
    between = _TERRITORIAL[ranks[0] : ranks[-1] + 1] if ranks else []
    return frozenset(between) | (present - set(_TERRITORIAL))


def structure_faults(rows: list[Row], staying: dict[str, str], *, has_root: bool) -> list[Fault]:
    """Return every fault between the rows.

    `staying` maps the codes of units that the list does not touch to their levels; they may be parents too.
    `has_root` says that a central unit stands above the rows without a parent.
    """
    by_code: dict[str, Row] = {}
    faults: list[Fault] = []
    for row in rows:
        if row.code in by_code:
            text = _("The code %(code)s stands already on line %(line)s.")
            faults.append(
                Fault(line=row.line, fault=text % {"code": row.code, "line": by_code[row.code].line})
            )
        else:
            by_code[row.code] = row
    faults.extend(_second_centres(rows))
    circling = set(_circling(by_code))
    for row in rows:
        if row.code in circling and by_code[row.code] is row:
            text = _("The units above %(code)s lead back to it: a unit cannot stand under itself.")
            faults.append(Fault(line=row.line, fault=text % {"code": row.code}))
        else:
            faults.extend(_place_faults(row, by_code, staying, has_root=has_root))
    return faults


def _second_centres(rows: list[Row]) -> Iterator[Fault]:
    for row in [row for row in rows if row.level == Level.CENTRAL][1:]:
        yield Fault(line=row.line, fault=_("There is a central unit already."))


def _circling(by_code: dict[str, Row]) -> Iterator[str]:
    """Yield the codes that stand on a cycle; each row is walked over once."""
    done: set[str] = set()
    for start in by_code:
        trail: dict[str, int] = {}
        code = start
        while code in by_code and code not in done and code not in trail:
            trail[code] = len(trail)
            code = by_code[code].parent_code
        if code in trail:
            yield from list(trail)[trail[code] :]
        done.update(trail)


def _place_faults(
    row: Row, by_code: dict[str, Row], staying: dict[str, str], *, has_root: bool
) -> Iterator[Fault]:
    if not row.parent_code:
        if not may_stand_alone(row.level) and not (has_root and row.level == Level.CENTRE):
            text = _("A unit of the level “%(level)s” needs the code of the unit above it.")
            yield Fault(line=row.line, fault=text % {"level": Level(row.level).label})
        return
    parent = by_code.get(row.parent_code)
    above = parent.level if parent else staying.get(row.parent_code)
    if above is None:
        text = _("The parent %(code)s is neither in the list nor among the units that stay.")
        yield Fault(line=row.line, fault=text % {"code": row.parent_code})
    elif not may_stand_under(row.level, above):
        text = _("A unit of the level “%(level)s” cannot stand under one of the level “%(above)s”.")
        labels = {"level": Level(row.level).label, "above": Level(above).label}
        yield Fault(line=row.line, fault=text % labels)
