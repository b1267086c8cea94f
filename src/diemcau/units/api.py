"""The only door into the units. Days are `date`; where `on` is None, today in the installation's time zone
is meant.
"""

from datetime import date

from diemcau.units.commands import NewUnit, close, found, merge, move, rename, split
from diemcau.units.errors import ChangeRefused, UnitNotFound
from diemcau.units.history import Entry, get_unit, history
from diemcau.units.importing.report import describe_import
from diemcau.units.importing.run import ImportResult, import_units
from diemcau.units.models import BEGINNING, Level, Lineage
from diemcau.units.search import search
from diemcau.units.signals import unit_changed
from diemcau.units.tree import UnitNode, UnitTree, as_of

__all__ = [
    "BEGINNING",
    "ChangeRefused",
    "Entry",
    "ImportResult",
    "Level",
    "Lineage",
    "NewUnit",
    "UnitNode",
    "UnitNotFound",
    "UnitTree",
    "ancestor_ids",
    "as_of",
    "branch_ids",
    "close",
    "describe_import",
    "find_by_code",
    "found",
    "get_unit",
    "history",
    "import_units",
    "in_branch",
    "merge",
    "move",
    "rename",
    "root",
    "search",
    "split",
    "unit_changed",
]


def find_by_code(code: str, on: date | None = None) -> UnitNode | None:
    """Return the unit that has the code on a day; a code may belong to another unit on another day."""
    return as_of(on).by_code(code.strip())


def branch_ids(unit_id: int, on: date | None = None) -> list[int]:
    """Return the ids of the unit and of all below it; empty if the unit is not there on that day."""
    return as_of(on).branch_ids(unit_id)


def ancestor_ids(unit_id: int, on: date | None = None) -> list[int]:
    """Return the ids of the unit and of those above it, upwards; empty if the unit is not there on that
    day.
    """
    return as_of(on).ancestor_ids(unit_id)


def in_branch(unit_id: int, root_id: int, on: date | None = None) -> bool:
    """Say whether the unit is `root_id` or stands below it on a day."""
    return as_of(on).in_branch(unit_id, root_id)


def root(on: date | None = None) -> UnitNode | None:
    """Return the central unit of a day, if there is one."""
    return as_of(on).root
