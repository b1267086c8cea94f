"""Write a plan: a few statements for thousands of units."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection

from diemcau.units.importing.plan import Place, Plan, Wanted
from diemcau.units.models import Descent, Lineage, Unit, UnitChange, UnitVersion

Progress = Callable[[int, int], None]
_CHUNK = 2000
_MANY = 500
_COLUMNS = ("unit_id", "name", "folded", "code", "parent_id", "valid_from", "opened_by_id")
T = TypeVar("T")


def write_plan(plan: Plan, change: UnitChange, progress: Progress) -> None:
    """Write everything that a plan asks for; `progress` is told (units written, units to write)."""
    _end([wanted.unit_id for wanted in plan.updated if wanted.unit_id is not None], change)
    _end([node.id for node in plan.closed], change)
    new_ids = _create_units(plan)
    wanted_all = [*plan.created, *plan.updated]
    written = 0
    for chunk in _chunks(wanted_all, _CHUNK):
        _insert_versions([_values(wanted, new_ids, change) for wanted in chunk])
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


def _values(wanted: Wanted, new_ids: dict[str, int], change: UnitChange) -> tuple[Any, ...]:
    return (
        new_ids[wanted.code] if wanted.unit_id is None else wanted.unit_id,
        wanted.name,
        wanted.folded,
        wanted.code,
        _resolve(wanted.parent, new_ids),
        connection.ops.adapt_datefield_value(change.on),
        change.pk,
    )


def _insert_versions(rows: list[tuple[Any, ...]]) -> None:
    """Insert versions by one prepared statement; `bulk_create` costs more than all the rest of an import."""
    quoted = ", ".join(connection.ops.quote_name(column) for column in _COLUMNS)
    table = connection.ops.quote_name(UnitVersion._meta.db_table)  # noqa: SLF001 - Django documents _meta
    marks = ", ".join(["%s"] * len(_COLUMNS))
    with connection.cursor() as cursor:
        # Only names of this module stand in the statement; values are parameters.
        cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)  # noqa: S608


def _write_descents(plan: Plan, new_ids: dict[str, int], change: UnitChange) -> None:
    Descent.objects.bulk_create(
        [
            Descent(
                change=change, predecessor_id=old, successor_id=new_ids[new] if isinstance(new, str) else new
            )
            for old, new in plan.descents
        ]
    )
    ended = {node.id for node in plan.closed}
    known = [old for old, _ in plan.descents if old in ended]
    for chunk in _chunks(known, _MANY):
        Unit.objects.filter(pk__in=chunk).update(fate=Lineage.KNOWN)
