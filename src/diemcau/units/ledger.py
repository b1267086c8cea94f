"""Writing history: one act at a time, nothing erased, each version closed before the next one opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from diemcau.core import clock
from diemcau.core.errors import Invalid
from diemcau.core.ids import new_id
from diemcau.core.text import clean, fold
from diemcau.units.models import Descent, TreeMark, Unit, UnitChange, UnitVersion


@contextmanager
def act(*, action: str, on: date, actor: str, basis: str = "") -> Iterator[UnitChange]:
    """Run one act in a transaction of its own, after all acts before it; the tree gets a new mark at the end.

    Raises:
        Invalid: no actor is named.
    """
    if not actor.strip():
        raise Invalid(_("Say who makes the change."))
    with transaction.atomic():
        TreeMark.objects.get_or_create(pk=1, defaults={"mark": ""})
        tree_mark = TreeMark.objects.select_for_update().get(pk=1)
        yield UnitChange.objects.create(
            action=action, on=on, actor=actor.strip()[:200], basis=clean(basis)[:500], recorded_at=clock.now()
        )
        tree_mark.mark = new_id(20)
        tree_mark.save()


def open_version(
    *, unit: Unit, name: str, code: str, parent_id: int | None, change: UnitChange
) -> UnitVersion:
    """Begin a version on the act's day."""
    return UnitVersion.objects.create(
        unit=unit,
        name=name,
        folded=fold(name),
        code=code,
        parent_id=parent_id,
        valid_from=change.on,
        opened_by=change,
    )


def end_version(version: UnitVersion, change: UnitChange) -> None:
    """End a version with the act's day, which it no longer covers."""
    version.valid_to = change.on
    version.closed_by = change
    version.save(update_fields=["valid_to", "closed_by"])


def replace_version(
    version: UnitVersion,
    change: UnitChange,
    *,
    name: str | None = None,
    code: str | None = None,
    parent_id: int | None = None,
) -> UnitVersion:
    """End a version and begin the next one, with what is given changed."""
    end_version(version, change)
    return open_version(
        unit=version.unit,
        name=version.name if name is None else name,
        code=version.code if code is None else code,
        parent_id=version.parent_id if parent_id is None else parent_id,
        change=change,
    )


def record_descent(change: UnitChange, *, predecessor_id: int, successor_id: int) -> None:
    """Note that one unit went into another."""
    Descent.objects.create(change=change, predecessor_id=predecessor_id, successor_id=successor_id)
