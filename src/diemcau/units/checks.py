"""What the tree and its history permit; each check reads the database itself, never a kept tree."""

from datetime import date

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diemcau.core.errors import Invalid
from diemcau.core.text import clean
from diemcau.units.errors import ChangeRefused, UnitNotFound
from diemcau.units.models import Level, Unit, UnitVersion
from diemcau.units.rules import may_stand_alone, may_stand_under
from diemcau.units.tree import load

# Territorial levels stand in a strict order, so that only these could come to stand below themselves.
_MAY_CIRCLE = frozenset({Level.CENTRE, Level.BODY})


def text(value: str, *, what: str, at_most: int) -> str:
    """Return the value normalised.

    Raises:
        Invalid: it is empty or too long; `what` names it to the reader.
    """
    value = clean(value)
    if not value:
        raise Invalid(_("Give the %(what)s: it is empty.") % {"what": what})
    if len(value) > at_most:
        raise Invalid(_("The %(what)s is too long: at most %(n)s characters.") % {"what": what, "n": at_most})
    return value


def name(value: str) -> str:
    """Return a unit's name normalised.

    Raises:
        Invalid: it is empty or too long.
    """
    return text(value, what=_("name of the unit"), at_most=200)


def code(value: str) -> str:
    """Return a unit's code normalised.

    Raises:
        Invalid: it is empty or too long.
    """
    return text(value, what=_("code"), at_most=40)


def changeable(unit_id: int, on: date) -> UnitVersion:
    """Return the unit's last version, locked, if it may be changed on a day.

    Raises:
        UnitNotFound: there is no such unit.
        ChangeRefused: it is closed, or was changed after that day: history is only written forward.
    """
    last = (
        UnitVersion.objects.filter(unit_id=unit_id).select_related("unit").order_by("valid_from", "id").last()
    )
    if last is None:
        raise UnitNotFound(_("There is no such unit."))
    if last.valid_to is not None:
        raise ChangeRefused(
            _("%(unit)s is closed from %(day)s on.") % {"unit": last.name, "day": date_format(last.valid_to)}
        )
    if last.valid_from > on:
        raise ChangeRefused(
            _("%(unit)s was changed on %(day)s; give that day or a later one.")
            % {"unit": last.name, "day": date_format(last.valid_from)}
        )
    return last


def _in_force_after(on: date) -> Q:
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return still & (Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")))


def code_free(code: str, on: date, *, but: set[int] | None = None) -> None:
    """See that no other unit has the code from a day on.

    Raises:
        ChangeRefused: another unit has it.
    """
    holders = UnitVersion.objects.filter(_in_force_after(on), code=code).exclude(unit_id__in=but or set())
    if holder := holders.first():
        raise ChangeRefused(
            _("The code %(code)s belongs to %(unit)s on that day or later.")
            % {"code": code, "unit": holder.name}
        )


def childless(version: UnitVersion, on: date) -> None:
    """See that nothing stands below the unit from a day on.

    Raises:
        ChangeRefused: something does.
    """
    below = UnitVersion.objects.filter(_in_force_after(on), parent_id=version.unit_id)
    if count := below.values("unit_id").distinct().count():
        raise ChangeRefused(
            ngettext(
                "%(n)s unit stands below %(unit)s; move or close it first.",
                "%(n)s units stand below %(unit)s; move or close them first.",
                count,
            )
            % {"n": count, "unit": version.name}
        )


def placement(level: str, parent_id: int | None, on: date, *, unit_id: int | None = None) -> None:
    """See that a unit of the level may stand under the parent from a day on.

    Raises:
        UnitNotFound: there is no such parent.
        ChangeRefused: the parent is of the wrong level, or not there for good, or stands below the unit
        itself.
    """
    if parent_id is None:
        _alone(level, on, unit_id)
        return
    parent = (
        UnitVersion.objects.filter(unit_id=parent_id, valid_to__isnull=True).select_related("unit").first()
    )
    first = UnitVersion.objects.filter(unit_id=parent_id).order_by("valid_from", "id").first()
    if first is None:
        raise UnitNotFound(_("There is no such unit to stand under."))
    if parent is None or first.valid_from > on:
        raise ChangeRefused(_("%(unit)s is not there from that day on.") % {"unit": first.name})
    if not may_stand_under(level, parent.unit.level):
        raise ChangeRefused(
            _("A unit of the level “%(level)s” cannot stand under one of the level “%(above)s”.")
            % {"level": Level(level).label, "above": Level(parent.unit.level).label}
        )
    if unit_id is not None and level in _MAY_CIRCLE:
        _no_cycle(unit_id, parent_id, on)


def _alone(level: str, on: date, unit_id: int | None) -> None:
    if not may_stand_alone(level):
        raise ChangeRefused(
            _("A unit of the level “%(level)s” stands under another one: say which.")
            % {"level": Level(level).label}
        )
    if level == Level.CENTRAL:
        others = UnitVersion.objects.filter(_in_force_after(on), unit__level=Level.CENTRAL)
        if any(other.unit_id != unit_id for other in others):
            raise ChangeRefused(_("There is a central unit already."))


def _no_cycle(unit_id: int, parent_id: int, on: date) -> None:
    later = UnitVersion.objects.filter(valid_from__gt=on).order_by().values_list("valid_from", flat=True)
    for day in [on, *later.distinct()]:
        if load(day).in_branch(parent_id, unit_id):
            raise ChangeRefused(_("A unit cannot stand under itself or under a unit below it."))


def known(unit_id: int) -> None:
    """See that there is or was such a unit.

    Raises:
        UnitNotFound: there never was.
    """
    if not Unit.objects.filter(pk=unit_id).exists():
        raise UnitNotFound(_("There is no such unit."))


def one_level(versions: list[UnitVersion]) -> None:
    """See that all units are of one level.

    Raises:
        ChangeRefused: they are not.
    """
    if len({version.unit.level for version in versions}) > 1:
        raise ChangeRefused(_("Only units of the same level can become one."))
