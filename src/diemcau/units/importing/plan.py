"""Compare a list with the tree of its day: what is new, what goes on, what ends."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diemcau.core.text import fold
from diemcau.units.importing.reader import Fault, Row
from diemcau.units.models import Level
from diemcau.units.names import bare
from diemcau.units.rules import may_stand_under
from diemcau.units.tree import UnitNode, UnitTree

ROOT_CODE = "TW"  # "trung ương", the code of a central unit made by --root

# Where a unit stands in the plan: an existing unit by its id, a new one by the code of its row.
Place = int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A unit as it is to be on the day of the list. `unit_id` None: it is new."""

    unit_id: int | None
    level: str
    code: str
    name: str
    folded: str
    parent: Place


@dataclass(slots=True)
class Plan:
    """What an import is to write."""

    created: list[Wanted] = field(default_factory=list)
    updated: list[Wanted] = field(default_factory=list)
    closed: list[UnitNode] = field(default_factory=list)
    unchanged: int = 0
    descents: list[tuple[int, int | str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.closed)

    def want(self, wanted: Wanted, node: UnitNode | None) -> None:
        """Sort one wanted unit into new, changed and unchanged."""
        if node is None:
            self.created.append(wanted)
        elif (node.name, node.code, node.parent_id) == (wanted.name, wanted.code, wanted.parent):
            self.unchanged += 1
        else:
            self.updated.append(wanted)


class Planner:
    """Plans one import; `tree` is the tree of its day before the import."""

    def __init__(self, rows: list[Row], tree: UnitTree, *, covered: frozenset[str], root_name: str) -> None:
        self.rows = rows
        self.tree = tree
        self.covered = covered
        self.root_name = root_name
        self.plan = Plan()
        self.old = {row.code: self._continued(row) for row in rows}
        self.listed_root = next((row.code for row in rows if row.level == Level.CENTRAL), None)

    def make(self, mergers: list[tuple[str, str]], *, keep_absent: bool) -> Plan:
        """Return the plan; `mergers` are pairs of an old unit's code and the code of the unit that it went
        into.
        """
        top = self._root()
        for row in self.rows:
            parent = self._place(row.parent_code) if row.parent_code else top
            parent = None if row.code == parent else parent
            self._want(row, self.old[row.code], parent)
        self._close(keep_absent=keep_absent)
        self._descend(mergers)
        self._place_orphans()
        return self.plan

    def _continued(self, row: Row) -> UnitNode | None:
        node = self.tree.by_code(row.code)
        if node is None or node.level != row.level:
            return None
        return node if bare(node.folded) == bare(fold(row.name)) else None

    def _root(self) -> Place:
        """Plan the central unit and say where the rows without a parent stand."""
        if self.listed_root is not None:
            return self._place(self.listed_root)
        node = self.tree.root
        if not self.root_name:
            return node.id if node else None
        code = node.code if node else ROOT_CODE
        wanted = Wanted(
            unit_id=node.id if node else None,
            level=Level.CENTRAL,
            code=code,
            name=self.root_name,
            folded=fold(self.root_name),
            parent=None,
        )
        self.plan.want(wanted, node)
        return node.id if node else code

    def _place(self, code: str) -> int | str:
        if code in self.old:
            node = self.old[code]
            return node.id if node else code
        node = self.tree.by_code(code)
        return node.id if node else code

    def _want(self, row: Row, node: UnitNode | None, parent: Place) -> None:
        wanted = Wanted(
            unit_id=node.id if node else None,
            level=row.level,
            code=row.code,
            name=row.name,
            folded=fold(row.name),
            parent=parent,
        )
        self.plan.want(wanted, node)

    def _close(self, *, keep_absent: bool) -> None:
        going_on = {node.id for node in self.old.values() if node}
        for node in self.tree:
            if node.level not in self.covered or node.id in going_on:
                continue
            if not keep_absent or node.code in self.old:
                self.plan.closed.append(node)
        self.plan.closed.sort(key=lambda node: node.code)

    def _descend(self, mergers: list[tuple[str, str]]) -> None:
        for old_code, new_code in mergers:
            old, new = self.tree.by_code(old_code), self._place(new_code)
            if old is not None and old.id != new:
                self.plan.descents.append((old.id, new))

    def _place_orphans(self) -> None:
        """Give what stands under a closed unit, and is not in the list, to that unit's only successor, if
        it is known.
        """
        closed = {node.id: node for node in self.plan.closed}
        touched = {node.id for node in self.old.values() if node} | set(closed)
        for parent in self.plan.closed:
            orphans = [node for node in self.tree.children(parent.id) if node.id not in touched]
            if orphans:
                self._place_under_heir(parent, orphans)

    def _place_under_heir(self, parent: UnitNode, orphans: list[UnitNode]) -> None:
        heirs = [new for old, new in self.plan.descents if old == parent.id]
        level = self._level(heirs[0]) if len(heirs) == 1 else None
        if level is None or not all(may_stand_under(node.level, level) for node in orphans):
            text = ngettext(
                "%(unit)s (%(code)s) would end, but %(n)s unit below it that is not in the list would stay; "
                "move or close it first.",
                "%(unit)s (%(code)s) would end, but %(n)s units below it that are not in the list would stay; "
                "move or close them first.",
                len(orphans),
            )
            words = {"unit": parent.name, "code": parent.code, "n": len(orphans)}
            self.plan.faults.append(Fault(line=0, fault=text % words))
            return
        for node in orphans:
            self.plan.updated.append(
                Wanted(
                    unit_id=node.id,
                    level=node.level,
                    code=node.code,
                    name=node.name,
                    folded=node.folded,
                    parent=heirs[0],
                )
            )

    def _level(self, place: Place) -> str | None:
        if isinstance(place, int):
            return self.tree.get(place).level
        return next((wanted.level for wanted in self.plan.created if wanted.code == place), None)


def code_faults(rows: list[Row], tree: UnitTree, covered: frozenset[str], *, makes_root: bool) -> list[Fault]:
    """Return a fault for each row whose code belongs to a unit that stays, or to the central unit to be
    made.
    """
    faults: list[Fault] = []
    for row in rows:
        node = tree.by_code(row.code)
        if makes_root and row.code == ROOT_CODE:
            faults.append(
                Fault(line=row.line, fault=_("The code %s is kept for the central unit.") % ROOT_CODE)
            )
        elif node is not None and node.level not in covered:
            text = _("The code %(code)s belongs to %(unit)s, which is not of a level of this list.")
            faults.append(Fault(line=row.line, fault=text % {"code": row.code, "unit": node.name}))
    return faults
