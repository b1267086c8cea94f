"""Read which unit went into which: CSV with the old code first and the new code second, under any header."""

from pathlib import Path

from django.utils.translation import gettext as _

from diemcau.core.text import clean
from diemcau.units.importing.reader import Fault, Row, read_table
from diemcau.units.models import UnitVersion
from diemcau.units.tree import UnitTree


def read_mergers(path: Path, rows: list[Row], tree: UnitTree, faults: list[Fault]) -> list[tuple[str, str]]:
    """Return the pairs of codes; faults name the file, since the list itself has lines too.

    An old code that only a closed unit has is passed over: that merger was written by an earlier import.
    """
    own: list[Fault] = []
    table = read_table(path, own)
    listed = {row.code for row in rows}
    pairs: list[tuple[str, str]] = []
    for line, fields in table[1:]:
        text = _wrong(fields, listed, tree)
        if text:
            own.append(Fault(line=line, fault=text))
        elif tree.by_code(clean(fields[0])):
            pairs.append((clean(fields[0]), clean(fields[1])))
    faults.extend(Fault(line=fault.line, fault=f"{path.name}: {fault.fault}") for fault in own)
    return list(dict.fromkeys(pairs))


def _wrong(fields: list[str], listed: set[str], tree: UnitTree) -> str:
    if len(fields) != 2:
        return _("This line has %(n)s columns instead of %(width)s.") % {"n": len(fields), "width": 2}
    old, new = clean(fields[0]), clean(fields[1])
    if not old or not new:
        return _("The code is empty.")
    if tree.by_code(old) is None and not UnitVersion.objects.filter(code=old).exists():
        return _("No unit ever had the code %s.") % old
    if new not in listed and tree.by_code(new) is None:
        return _("No unit of the list has the code %s.") % new
    return ""
