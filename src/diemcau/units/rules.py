"""Who may do what with units, and which level stands under which."""

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


def may_read_units(user: Any) -> bool:
    """Everyone who is signed in may see the organisation."""
    return bool(user.is_authenticated)


def may_change_units(user: Any) -> bool:
    """Only an administrator of the whole installation changes units."""
    return bool(user.is_authenticated and user.is_superuser)
