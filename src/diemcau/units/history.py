"""What happened to a unit, told from its versions and descents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from diemcau.units.errors import UnitNotFound
from diemcau.units.models import BEGINNING, Action, Descent, Lineage, UnitChange, UnitVersion
from diemcau.units.tree import NODE_FIELDS, UnitNode, as_of, node_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another unit as it was called on the day in question."""

    id: int
    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a unit's history. `on` None: the day is not known.

    `before` and `after` are names, codes or units above, by `action`; `others` are predecessors (founded,
    merged) or successors (closed, split); `lineage` says what is known of them.
    """

    on: date | None
    action: str
    before: str = ""
    after: str = ""
    others: tuple[Reference, ...] = ()
    lineage: str = Lineage.NONE
    actor: str
    basis: str
    recorded_at: datetime

    @property
    def unknown(self) -> bool:
        """Whether predecessors or successors exist perhaps, but are not known."""
        return self.lineage == Lineage.UNKNOWN


RECODED = "recoded"
JOINED = "joined"
GAVE = "gave"


def get_unit(unit_id: int, on: date | None = None) -> UnitNode:
    """Return the unit as it is on a day; without a day as it is today, or else as it was last (or will be
    first).

    Raises:
        UnitNotFound: there is no such unit, or not on the day that was given.
    """
    tree = as_of(on)
    if on is not None or unit_id in tree:
        return tree.get(unit_id)
    versions = UnitVersion.objects.filter(unit_id=unit_id)
    past = versions.filter(valid_from__lte=tree.on).order_by("valid_from", "id")
    row = past.values_list(*NODE_FIELDS).last() or versions.values_list(*NODE_FIELDS).first()
    if row is None:
        raise UnitNotFound(_("There is no such unit."))
    return node_of(row)


def history(unit_id: int) -> list[Entry]:
    """Return what happened to a unit, the oldest first (four queries).

    Raises:
        UnitNotFound: there is no such unit.
    """
    versions = list(
        UnitVersion.objects.filter(unit_id=unit_id).select_related("unit", "opened_by", "closed_by")
    )
    if not versions:
        raise UnitNotFound(_("There is no such unit."))
    descents = _Descents(unit_id, [version.parent_id for version in versions if version.parent_id])
    entries = [_founded(versions[0], descents)]
    for old, new in pairwise(versions):
        entries.extend(_changed(old, new, descents))
    entries.extend(descents.beside(versions))
    if versions[-1].closed_by is not None:
        entries.append(_closed(versions[-1], versions[-1].closed_by, descents))
    return sorted(entries, key=lambda entry: entry.on or BEGINNING)


class _Descents:
    """A unit's predecessors and successors by act, with the names of the day."""

    def __init__(self, unit_id: int, parent_ids: list[int]) -> None:
        self.into = list(Descent.objects.filter(successor_id=unit_id).select_related("change").order_by("id"))
        self.out = list(
            Descent.objects.filter(predecessor_id=unit_id).select_related("change").order_by("id")
        )
        ids = {*parent_ids, *(d.predecessor_id for d in self.into), *(d.successor_id for d in self.out)}
        self._versions: dict[int, list[UnitVersion]] = {}
        for version in UnitVersion.objects.filter(unit_id__in=ids):
            self._versions.setdefault(version.unit_id, []).append(version)

    def reference(self, unit_id: int, on: date) -> Reference:
        """Return the unit as it was called up to that day, or first, if it is younger."""
        versions = self._versions[unit_id]
        past = [version for version in versions if version.valid_from <= on]
        version = past[-1] if past else versions[0]
        return Reference(id=unit_id, name=version.name, code=version.code)

    def predecessors(self, change: UnitChange) -> tuple[Reference, ...]:
        return tuple(
            self.reference(d.predecessor_id, change.on) for d in self.into if d.change_id == change.pk
        )

    def successors(self, change: UnitChange) -> tuple[Reference, ...]:
        return tuple(self.reference(d.successor_id, change.on) for d in self.out if d.change_id == change.pk)

    def beside(self, versions: list[UnitVersion]) -> Iterator[Entry]:
        """Tell of acts in which the unit took up others or gave to others while it went on."""
        own = {versions[0].opened_by_id, versions[-1].closed_by_id}
        for action, descents, others in (
            (JOINED, self.into, self.predecessors),
            (GAVE, self.out, self.successors),
        ):
            for change in {d.change_id: d.change for d in descents if d.change_id not in own}.values():
                yield _entry(change, action, others=others(change), lineage=Lineage.KNOWN)


def _entry(
    change: UnitChange,
    action: str,
    *,
    before: str = "",
    after: str = "",
    others: tuple[Reference, ...] = (),
    lineage: str = Lineage.NONE,
) -> Entry:
    return Entry(
        on=None if change.on == BEGINNING else change.on,
        action=action,
        before=before,
        after=after,
        others=others,
        lineage=lineage,
        actor=change.actor,
        basis=change.basis,
        recorded_at=change.recorded_at,
    )


def _founded(first: UnitVersion, descents: _Descents) -> Entry:
    others = descents.predecessors(first.opened_by)
    return _entry(first.opened_by, Action.FOUNDED, after=first.name, others=others, lineage=first.unit.origin)


def _closed(last: UnitVersion, change: UnitChange, descents: _Descents) -> Entry:
    others = descents.successors(change)
    action = change.action if change.action in {Action.MERGED, Action.SPLIT} else Action.CLOSED
    if change.action == Action.IMPORTED and others:
        action = Action.MERGED
    return _entry(change, action, before=last.name, others=others, lineage=last.unit.fate)


def _changed(old: UnitVersion, new: UnitVersion, descents: _Descents) -> Iterator[Entry]:
    change = new.opened_by
    if old.name != new.name:
        yield _entry(change, Action.RENAMED, before=old.name, after=new.name)
    if old.code != new.code:
        yield _entry(change, RECODED, before=old.code, after=new.code)
    if old.parent_id != new.parent_id:
        above = [
            descents.reference(parent_id, change.on).name if parent_id else ""
            for parent_id in (old.parent_id, new.parent_id)
        ]
        yield _entry(change, Action.MOVED, before=above[0], after=above[1])
