"""The organisation's units through time.

A `Unit` is an identity: everything that hangs on a unit hangs on it. What it is called, its code and its
place hold for a while and stand in a `UnitVersion`; the versions of a unit follow each other without a
gap. Each act that changed anything is a `UnitChange`; `Descent` says which unit went into which.
docs/adr/0002-units-history.md says why.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

BEGINNING = date(1, 1, 1)  # valid from before anything was recorded: the true date is not known


class Level(models.TextChoices):
    """Where a unit stands; the order of the members is the order from above to below."""

    CENTRAL = "central", _("central")
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")
    CENTRE = "centre", _("training centre")
    BODY = "body", _("body without territory")


class Lineage(models.TextChoices):
    """What is known of a unit's predecessors or successors; never guessed."""

    UNKNOWN = "unknown"
    NONE = "none"
    KNOWN = "known"


class Action(models.TextChoices):
    """What an act did."""

    IMPORTED = "imported"
    FOUNDED = "founded"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    CLOSED = "closed"


class Unit(models.Model):
    """A unit's identity through time; its level never changes (another level is another unit)."""

    level = models.CharField(max_length=10, choices=Level.choices)
    origin = models.CharField(max_length=10, choices=Lineage.choices, default=Lineage.UNKNOWN)
    fate = models.CharField(max_length=10, choices=Lineage.choices, default=Lineage.UNKNOWN)

    def __str__(self) -> str:
        return f"{self.level} {self.pk}"


class UnitChange(models.Model):
    """One act: a command or a whole import, with its day, the actor's label and its basis (a decision's
    number).
    """

    action = models.CharField(max_length=10, choices=Action.choices)
    on = models.DateField()
    actor = models.CharField(max_length=200)
    basis = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.action} {self.on}"


class UnitVersion(models.Model):
    """A unit's name, code and place from `valid_from` to the day before `valid_to` (None: until further
    notice).

    Two changes of one day leave a version that was never in force: `valid_to` equals `valid_from`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    code = models.CharField(max_length=40, db_index=True)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="placements")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    opened_by = models.ForeignKey(UnitChange, models.PROTECT, related_name="opened", db_index=False)
    closed_by = models.ForeignKey(
        UnitChange, models.PROTECT, null=True, related_name="closed", db_index=False
    )

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="units_version_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(valid_to__isnull=True), name="units_one_open_version"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_to__isnull=True), name="units_one_open_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def since(self) -> date | None:
        """The first day, or None where it is not known."""
        return None if self.valid_from == BEGINNING else self.valid_from


class Descent(models.Model):
    """One unit went, wholly or in part, into another by an act."""

    change = models.ForeignKey(UnitChange, models.PROTECT, related_name="descents")
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="descents_out")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="descents_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "predecessor", "successor"], name="units_descent_once")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class TreeMark(models.Model):
    """The mark of the tree's present state: another one after every change, never one that was used before.

    Its only row is also the lock under which changes are made one after the other.
    """

    mark = models.CharField(max_length=24)

    def __str__(self) -> str:
        return self.mark
