"""Write a plan: a few statements for thousands of units."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from diemcau.units.importing.plan import Place, Plan, Wanted
from diemcau.units.models import Descent, Lineage, Unit, UnitChange, UnitVersion

Progress = Callable[[int, int], None]
_CHUNK = 2000
_MANY = 500
T = TypeVar("T")


def write_plan(plan: Plan, change: UnitChange, progress: Progress) -> None:
    """Write everything that a plan asks for; `progress` is told (units written, units to write)."""
    _end([wanted.unit_id for wanted in plan.updated if wanted.unit_id is not None], change)
    _end([node.id for node in plan.closed], change)
    new_ids = _create_units(plan)
    wanted_all = [*plan.created, *plan.updated]
    written = 0
    for chunk in _chunks(wanted_all, _CHUNK):
        UnitVersion.objects.bulk_create([_version(wanted, new_ids, change) for wanted in chunk])
        written += len(chunk)
        progress(written, len(wanted_all))
    _write_descents(plan, new_ids, change)


def _chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _end(unit_ids: list[int], change: UnitChange) -> None:
    for chunk in _chunks(unit_ids, _MANY):
        UnitVersion.objects.filter(unit_id__in=chunk, valid_to__isnull=True).update(
            valid_to=change.on, closed_by=change
        )


def _create_units(plan: Plan) -> dict[str, int]:
    """Create the new units and return their ids by code."""
    known = {new for _, new in plan.descents}
    units = [
        Unit(level=wanted.level, origin=Lineage.KNOWN if wanted.code in known else Lineage.UNKNOWN)
        for wanted in plan.created
    ]
    made = Unit.objects.bulk_create(units)
    return {wanted.code: unit.pk for wanted, unit in zip(plan.created, made, strict=True)}


def _resolve(place: Place, new_ids: dict[str, int]) -> int | None:
    return new_ids[place] if isinstance(place, str) else place


def _version(wanted: Wanted, new_ids: dict[str, int], change: UnitChange) -> UnitVersion:
    return UnitVersion(
        unit_id=new_ids[wanted.code] if wanted.unit_id is None else wanted.unit_id,
        name=wanted.name,
        folded=wanted.folded,
        code=wanted.code,
        parent_id=_resolve(wanted.parent, new_ids),
        valid_from=change.on,
        opened_by=change,
    )


def _write_descents(plan: Plan, new_ids: dict[str, int], change: UnitChange) -> None:
    Descent.objects.bulk_create(
        [
            Descent(change=change, predecessor_id=old, successor_id=_resolve(new, new_ids))
            for old, new in plan.descents
        ]
    )
    ended = {node.id for node in plan.closed}
    known = [old for old, _ in plan.descents if old in ended]
    for chunk in _chunks(known, _MANY):
        Unit.objects.filter(pk__in=chunk).update(fate=Lineage.KNOWN)
