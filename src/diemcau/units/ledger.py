"""Writing history: one act at a time, nothing erased, each version closed before the next one opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from diemcau.core import clock
from diemcau.core.errors import Invalid
from diemcau.core.ids import new_id
from diemcau.core.text import clean, fold
from diemcau.units.models import Descent, TreeMark, Unit, UnitChange, UnitVersion
from diemcau.units.signals import unit_changed


@dataclass(slots=True)
class Act:
    """An act under way: the row that its versions refer to, and what is told of it when it is done."""

    change: UnitChange
    unit: Unit | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def tell(self, unit: Unit | None, **details: Any) -> None:
        """Say what the signal is to carry."""
        self.unit = unit
        self.details = details | {"on": self.change.on.isoformat(), "basis": self.change.basis}


@contextmanager
def locked() -> Iterator[TreeMark]:
    """Open a transaction in which nobody else changes the tree."""
    with transaction.atomic():
        TreeMark.objects.get_or_create(pk=1, defaults={"mark": ""})
        yield TreeMark.objects.select_for_update().get(pk=1)


@contextmanager
def act(*, action: str, on: date, actor: str, basis: str = "") -> Iterator[Act]:
    """Run one act in a transaction of its own; at its end the tree gets a new mark, then `unit_changed` is
    sent.

    Raises:
        Invalid: no actor is named.
    """
    if not actor.strip():
        raise Invalid(_("Say who makes the change."))
    with locked() as tree_mark:
        change = UnitChange.objects.create(
            action=action, on=on, actor=actor.strip()[:200], basis=clean(basis)[:500], recorded_at=clock.now()
        )
        running = Act(change)
        yield running
        # Before the signal: a receiver that reads the tree must not keep the new one under the old mark.
        tree_mark.mark = new_id(20)
        tree_mark.save()
        unit_changed.send(
            UnitChange, actor=change.actor, action=action, unit=running.unit, details=running.details
        )


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
