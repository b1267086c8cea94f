"""Changes of the tree by a person. `actor` is the label that history shows; `on` is the first day of the
new state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from diemcau.core.errors import Invalid
from diemcau.units import checks
from diemcau.units.ledger import act, end_version, open_version, record_descent, replace_version
from diemcau.units.models import Action, Level, Lineage, Unit, UnitChange, UnitVersion
from diemcau.units.tree import UnitNode


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A unit to be made by a merger or a split; without `parent_id` it stands where the old one stood."""

    name: str
    code: str
    parent_id: int | None = None


def found(
    *,
    actor: str,
    name: str,
    code: str,
    level: str,
    parent_id: int | None,
    on: date,
    predecessors: Sequence[int] | None = None,
    basis: str = "",
) -> UnitNode:
    """Found a unit. `predecessors` None means that they are not known, empty that there are none.

    Raises:
        Invalid: name, code or level cannot be used.
        UnitNotFound: there is no such parent or predecessor.
        ChangeRefused: the code is taken, or the unit cannot stand there.
    """
    if level not in Level.values:
        raise Invalid(_("There is no level “%(level)s”.") % {"level": level})
    with act(action=Action.FOUNDED, on=on, actor=actor, basis=basis) as running:
        change = running.change
        for predecessor_id in predecessors or ():
            checks.known(predecessor_id)
        origin = _lineage(predecessors)
        version = _found(
            change, NewUnit(name=name, code=code, parent_id=parent_id), level=level, origin=origin
        )
        for predecessor_id in predecessors or ():
            record_descent(change, predecessor_id=predecessor_id, successor_id=version.unit_id)
        running.tell(version.unit, predecessors=list(predecessors or ()), **_state(version))
    return _node(version)


def rename(
    *, actor: str, unit_id: int, on: date, name: str | None = None, code: str | None = None, basis: str = ""
) -> UnitNode:
    """Give a unit another name, another code or both.

    Raises:
        Invalid: name or code cannot be used, or nothing would change.
        UnitNotFound: there is no such unit.
        ChangeRefused: the code is taken, or the unit's history does not permit the day.
    """
    with act(action=Action.RENAMED, on=on, actor=actor, basis=basis) as running:
        change = running.change
        old = checks.changeable(unit_id, on)
        new_name = old.name if name is None else checks.name(name)
        new_code = old.code if code is None else checks.code(code)
        if (new_name, new_code) == (old.name, old.code):
            raise Invalid(_("Nothing would change: name and code are the same as before."))
        checks.code_free(new_code, on, but={unit_id})
        version = replace_version(old, change, name=new_name, code=new_code)
        running.tell(old.unit, before=_state(old), after=_state(version))
    return _node(version)


def move(*, actor: str, unit_id: int, parent_id: int, on: date, basis: str = "") -> UnitNode:
    """Place a unit, with all that is below it, under another one.

    Raises:
        Invalid: it stands there already.
        UnitNotFound: there is no such unit or parent.
        ChangeRefused: it cannot stand there, or its history does not permit the day.
    """
    with act(action=Action.MOVED, on=on, actor=actor, basis=basis) as running:
        change = running.change
        old = checks.changeable(unit_id, on)
        if old.parent_id == parent_id:
            raise Invalid(_("Nothing would change: the unit stands there already."))
        checks.placement(old.unit.level, parent_id, on, unit_id=unit_id)
        version = replace_version(old, change, parent_id=parent_id)
        running.tell(old.unit, before=_state(old), after=_state(version))
    return _node(version)


def merge(*, actor: str, unit_ids: Sequence[int], into: int | NewUnit, on: date, basis: str = "") -> UnitNode:
    """Merge units of one level into a new unit, or into one that goes on; what is below them goes with them.

    Raises:
        Invalid: too few units, or name or code cannot be used.
        UnitNotFound: there is no such unit.
        ChangeRefused: the levels differ, the code is taken, or a unit's history does not permit the day.
    """
    ended_ids = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id != into]
    if len(ended_ids) < (2 if isinstance(into, NewUnit) else 1):
        raise Invalid(_("Name at least two units that become one."))
    with act(action=Action.MERGED, on=on, actor=actor, basis=basis) as running:
        change = running.change
        ended = [checks.changeable(unit_id, on) for unit_id in ended_ids]
        going_on = None if isinstance(into, NewUnit) else checks.changeable(into, on)
        checks.one_level([*ended, *([going_on] if going_on else [])])
        for old in ended:
            end_version(old, change)
        if isinstance(into, NewUnit):
            version = _found(change, into, level=ended[0].unit.level, origin=Lineage.KNOWN, like=ended[0])
        else:
            version = checks.changeable(into, on)
        for old in ended:
            _succeed(change, old, version)
        running.tell(version.unit, predecessors=ended_ids, **_state(version))
    return _node(version)


def split(
    *,
    actor: str,
    unit_id: int,
    parts: Sequence[NewUnit],
    on: date,
    keep: bool = False,
    heir: int = 0,
    basis: str = "",
) -> list[UnitNode]:
    """Split a unit into new ones of its level. With `keep` it goes on beside them, otherwise it ends that
    day.

    When it ends, all that is below it goes to the part number `heir`; what belongs to another part is then
    moved there on the same day.

    Raises:
        Invalid: too few parts, or a name or code cannot be used.
        UnitNotFound: there is no such unit or parent.
        ChangeRefused: a code is taken, or the unit's history does not permit the day.
    """
    if len(parts) < (1 if keep else 2) or heir not in range(len(parts)):
        raise Invalid(_("Name at least two parts, or one if the unit goes on beside it."))
    with act(action=Action.SPLIT, on=on, actor=actor, basis=basis) as running:
        change = running.change
        old = checks.changeable(unit_id, on)
        if not keep:
            end_version(old, change)
        made = [_found(change, part, level=old.unit.level, origin=Lineage.KNOWN, like=old) for part in parts]
        for version in made:
            record_descent(change, predecessor_id=unit_id, successor_id=version.unit_id)
        if not keep:
            _hand_over(change, old, made[heir])
            Unit.objects.filter(pk=unit_id).update(fate=Lineage.KNOWN)
        running.tell(old.unit, successors=[version.unit_id for version in made], keep=keep)
    return [_node(version) for version in made]


def close(
    *, actor: str, unit_id: int, on: date, successors: Sequence[int] | None = None, basis: str = ""
) -> None:
    """Close a unit; `on` is the first day without it. `successors` None: not known; empty: none.

    Raises:
        UnitNotFound: there is no such unit or successor.
        ChangeRefused: units stand below it, or its history does not permit the day.
    """
    with act(action=Action.CLOSED, on=on, actor=actor, basis=basis) as running:
        change = running.change
        old = checks.changeable(unit_id, on)
        checks.childless(old, on)
        for successor_id in successors or ():
            checks.known(successor_id)
            record_descent(change, predecessor_id=unit_id, successor_id=successor_id)
        end_version(old, change)
        Unit.objects.filter(pk=unit_id).update(fate=_lineage(successors))
        running.tell(old.unit, successors=list(successors or ()), **_state(old))


def _found(
    change: UnitChange, new: NewUnit, *, level: str, origin: str, like: UnitVersion | None = None
) -> UnitVersion:
    parent_id = like.parent_id if like is not None and new.parent_id is None else new.parent_id
    code = checks.code(new.code)
    checks.code_free(code, change.on)
    checks.placement(level, parent_id, change.on)
    unit = Unit.objects.create(level=level, origin=origin)
    return open_version(unit=unit, name=checks.name(new.name), code=code, parent_id=parent_id, change=change)


def _succeed(change: UnitChange, old: UnitVersion, successor: UnitVersion) -> None:
    record_descent(change, predecessor_id=old.unit_id, successor_id=successor.unit_id)
    Unit.objects.filter(pk=old.unit_id).update(fate=Lineage.KNOWN)
    _hand_over(change, old, successor)


def _hand_over(change: UnitChange, old: UnitVersion, heir: UnitVersion) -> None:
    """Place everything below `old` under `heir`; `changeable` and `childless` refuse what lies in the
    future.
    """
    below = UnitVersion.objects.filter(parent_id=old.unit_id, valid_to__isnull=True).values_list(
        "unit_id", flat=True
    )
    for child_id in list(below):
        child = checks.changeable(child_id, change.on)
        checks.placement(child.unit.level, heir.unit_id, change.on, unit_id=child_id)
        replace_version(child, change, parent_id=heir.unit_id)
    checks.childless(old, change.on)


def _lineage(others: Sequence[int] | None) -> Lineage:
    if others is None:
        return Lineage.UNKNOWN
    return Lineage.KNOWN if others else Lineage.NONE


def _state(version: UnitVersion) -> dict[str, Any]:
    return {"name": version.name, "code": version.code, "parent": version.parent_id}


def _node(version: UnitVersion) -> UnitNode:
    return UnitNode(
        id=version.unit_id,
        level=version.unit.level,
        code=version.code,
        name=version.name,
        folded=version.folded,
        parent_id=version.parent_id,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )
