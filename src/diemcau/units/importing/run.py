"""Import a list of units: read, check, compare, write; all of it or nothing."""

from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from diemcau.core.text import clean
from diemcau.units.importing.mergers import read_mergers
from diemcau.units.importing.plan import Plan, Planner, code_faults
from diemcau.units.importing.reader import Fault, Row, read_list
from diemcau.units.importing.structure import covered_levels, structure_faults
from diemcau.units.importing.write import Progress, write_plan
from diemcau.units.ledger import act, locked
from diemcau.units.models import BEGINNING, Action, Level, UnitChange, UnitVersion
from diemcau.units.tree import UnitTree, load


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did, or would do. Closed units count among `updated`; with faults nothing was
    written.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    on: date | None = None
    faults: list[Fault] = field(default_factory=list)
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return what `--json` prints."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "faults": [asdict(fault) for fault in self.faults],
            "seconds": self.seconds,
        }


def _silent(_done: int, _total: int) -> None:
    return None


def import_units(
    path: Path,
    *,
    actor: str,
    root: str = "",
    on: date | None = None,
    mergers: Path | None = None,
    keep_absent: bool = False,
    dry_run: bool = False,
    progress: Progress = _silent,
) -> ImportResult:
    """Make the tree of a day agree with a list, or say why that is not possible.

    Without `on` the list holds from today, or, where there are no units yet, from a beginning that is not
    known.
    """
    began = perf_counter()
    faults: list[Fault] = []
    rows = read_list(path, faults)
    with nullcontext() if dry_run else locked():
        day = on or (timezone.localdate() if UnitVersion.objects.exists() else BEGINNING)
        plan = _plan(rows, load(day), faults, root=clean(root), mergers=mergers, keep_absent=keep_absent)
        if plan and not faults and not dry_run:
            _write(plan, day, actor, progress)
    seconds = round(perf_counter() - began, 3)
    if faults:
        return ImportResult(faults=sorted(faults, key=lambda fault: fault.line), seconds=seconds, on=day)
    return ImportResult(
        created=len(plan.created),
        updated=len(plan.updated) + len(plan.closed),
        unchanged=plan.unchanged,
        closed=len(plan.closed),
        on=day,
        seconds=seconds,
    )


def _plan(
    rows: list[Row],
    tree: UnitTree,
    faults: list[Fault],
    *,
    root: str,
    mergers: Path | None,
    keep_absent: bool,
) -> Plan:
    """Return the plan; whatever forbids it is added to `faults`."""
    covered = covered_levels(rows)
    staying = {node.code: node.level for node in tree if keep_absent or node.level not in covered}
    has_root = bool(root) or tree.root is not None or Level.CENTRAL in covered
    if root and Level.CENTRAL in covered:
        line = next(row.line for row in rows if row.level == Level.CENTRAL)
        faults.append(Fault(line=line, fault=_("The list has a central unit of its own: leave --root out.")))
    faults.extend(structure_faults(rows, staying, has_root=has_root))
    faults.extend(code_faults(rows, tree, covered, makes_root=bool(root) and tree.root is None))
    faults.extend(_day_faults(tree.on))
    pairs = read_mergers(mergers, rows, tree, faults) if mergers else []
    if faults:
        return Plan()
    plan = Planner(rows, tree, covered=covered, root_name=root).make(pairs, keep_absent=keep_absent)
    faults.extend(plan.faults)
    return plan


def _day_faults(day: date) -> list[Fault]:
    last = UnitChange.objects.filter(on__gt=day).order_by("on").last()
    if last is None:
        return []
    text = _("Units were changed on %(day)s already; import a list for that day or a later one (--on).")
    return [Fault(line=0, fault=text % {"day": date_format(last.on)})]


def _write(plan: Plan, day: date, actor: str, progress: Progress) -> None:
    with act(action=Action.IMPORTED, on=day, actor=actor) as running:
        write_plan(plan, running.change, progress)
        running.tell(None, created=len(plan.created), updated=len(plan.updated), closed=len(plan.closed))
