"""Who may do what with units, and which level stands under which."""

from collections.abc import Callable
from typing import Any

from diemcau.units.models import Level

_ABOVE: dict[str, frozenset[str]] = {
    Level.CENTRAL: frozenset(),
    Level.PROVINCE: frozenset({Level.CENTRAL}),
    Level.DISTRICT: frozenset({Level.PROVINCE}),
    Level.COMMUNE: frozenset({Level.PROVINCE, Level.DISTRICT}),
    Level.CENTRE: frozenset({Level.CENTRAL, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.BODY}),
    Level.BODY: frozenset(Level.values),
}
_ALONE = frozenset({Level.CENTRAL, Level.PROVINCE, Level.BODY})


def may_stand_under(level: str, above: str) -> bool:
    """Say whether a unit of one level may stand directly under one of another."""
    return above in _ABOVE[level]


def may_stand_alone(level: str) -> bool:
    """Say whether a unit of the level may stand under no other."""
    return level in _ALONE


Predicate = Callable[[Any], bool]


def _nobody(_user: Any) -> bool:
    return False


_may_change: Predicate = _nobody
_may_read: Predicate = _nobody


def register(*, may_change: Predicate, may_read: Predicate) -> None:
    """Say who may change and who may read units; the app of people does so at the start, until then nobody may."""
    global _may_change, _may_read
    _may_change, _may_read = may_change, may_read


def may_read_units(user: Any) -> bool:
    """Say whether the person may see the organisation."""
    return _may_read(user)


def may_change_units(user: Any) -> bool:
    """Say whether the person may change units."""
    return _may_change(user)
