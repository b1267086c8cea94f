"""What is prepared before a room opens: conferences, their agenda, their venues, and how a venue enters.

From `RoomOpened` on the room's log is the truth; status, frozen names and places here are its projection. What still
changes of venues then (`commands/late.py`) is written to both in one transaction.
"""

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diemcau.core.clock import now
from diemcau.core.ids import SLUG, new_id

CAPACITIES_LENGTH = 4000


class Status(models.TextChoices):
    """How far a conference has come; `open` and `ended` follow the room."""

    DRAFT = "draft", pgettext_lazy("state of a conference", "draft")
    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("room open")
    ENDED = "ended", _("ended")


class Conference(models.Model):
    """One event with an agenda, venues and one live room.

    `capacities` says who is invited (thành phần dự), one capacity in a line: posts and kinds of units, never names.
    """

    slug = models.CharField(max_length=50, unique=True, validators=[RegexValidator(rf"^{SLUG.pattern}\Z")])
    title = models.CharField(max_length=300)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    desk_phone = models.CharField(max_length=20, blank=True)
    capacities = models.TextField(blank=True, validators=[MaxLengthValidator(CAPACITIES_LENGTH)])
    open_to_public = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-starts_at", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="conference_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_prepared_here(self) -> bool:
        """Say whether agenda and venues may still be changed: the room has not opened yet."""
        return self.status in {Status.DRAFT, Status.ANNOUNCED}

    @property
    def is_under_way(self) -> bool:
        """Say whether the room has opened and has not ended: contacts may be changed, and a venue added."""
        return self.status == Status.OPEN


class Kind(models.TextChoices):
    """What an agenda item is."""

    OPENING = "opening", _("opening")
    INTRODUCTION = "introduction", _("introduction of delegates")
    TOPIC = "topic", _("topic")
    REPORT = "report", _("report")
    INFORMATION = "information", _("information on new questions")
    GUIDANCE = "guidance", _("guidance")
    STATEMENT = "statement", _("statements of venues")
    DISCUSSION = "discussion", _("discussion")
    CONCLUSION = "conclusion", _("conclusion")


class AgendaItem(models.Model):
    """A timed part of a conference."""

    key = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="agenda_items")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=300)
    speaker = models.CharField(max_length=120, blank=True)
    speaker_post = models.CharField(max_length=200, blank=True)
    planned_minutes = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Venue(models.Model):
    """A room of delegates of one conference, behind one link; never reused by another conference.

    `code` is the unit's code of that day (`P31`, or `P31-2` for its second venue). The branch is the
    ancestor at province level, or the root unit where there is none (the centre, a ministry). `unit_path` holds unit
    ids, root first; `capacities` says who takes part there, as the conference's do for all.
    """

    key = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="venues")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    search = models.CharField(max_length=600, editable=False)
    position = models.PositiveIntegerField(default=0)
    is_main = models.BooleanField(default=False)
    level = models.CharField(max_length=20)
    unit_path = models.JSONField(default=list)
    branch_id = models.BigIntegerField()
    branch_code = models.CharField(max_length=40)
    branch_name = models.CharField(max_length=200)
    chair_name = models.CharField(max_length=120, blank=True)
    chair_post = models.CharField(max_length=200, blank=True)
    operator_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    quota = models.PositiveIntegerField(null=True, blank=True)
    capacities = models.TextField(blank=True, validators=[MaxLengthValidator(CAPACITIES_LENGTH)])

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["conference", "position"], name="venue_by_position")]
        constraints = [
            models.UniqueConstraint(fields=["conference", "code"], name="venue_code_once"),
            models.UniqueConstraint(
                fields=["conference"], condition=models.Q(is_main=True), name="venue_one_main"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VenueAccess(models.Model):
    """The right of one venue to enter its conference: link, QR and short code all stand for this row.

    No usable secret is stored: the link is the signed `key`, the short code is derived from it, and only a
    keyed hash of the code is kept for looking it up.
    """

    key = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="accesses")
    code_round = models.PositiveSmallIntegerField(default=0)
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(default=now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.EmailField(blank=True)

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue"], condition=models.Q(revoked_at__isnull=True), name="access_one_valid"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Face(models.TextChoices):
    """The two faces of a venue."""

    HALL = "hall", _("Hall screen")
    REMOTE = "remote", _("Operator's remote")


class VenueDevice(models.Model):
    """A browser that entered with an access; its cookie names this row."""

    key = models.CharField(max_length=20, unique=True, editable=False)
    access = models.ForeignKey(VenueAccess, on_delete=models.CASCADE, related_name="devices")
    label = models.CharField(max_length=60)
    face = models.CharField(max_length=6, choices=Face.choices, blank=True)
    opened_at = models.DateTimeField(default=now)
    last_seen_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-opened_at", "-id"]

    def __str__(self) -> str:
        return self.label


class CodeMiss(models.Model):
    """A short code that opened nothing; counted to stop guessing, dropped when it is too old to count."""

    address_hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return self.address_hash


class Mailing(models.Model):
    """One action that sends the links of a conference by e-mail: a letter for each venue.

    `worked_at` is the lease of the worker that is sending: nobody else takes the mailing while it is fresh.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="mailings")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(default=now)
    worked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.conference_id} {self.started_at:%Y-%m-%d %H:%M}"


class LetterStatus(models.TextChoices):
    """What became of a letter."""

    WAITING = "waiting", pgettext_lazy("state of a letter", "waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class Letter(models.Model):
    """The letter that carries one venue's link."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="letters")
    access = models.ForeignKey(VenueAccess, on_delete=models.CASCADE, related_name="letters")
    address = models.EmailField(blank=True)
    status = models.CharField(max_length=8, choices=LetterStatus.choices, default=LetterStatus.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["mailing", "access"], name="letter_once")]

    def __str__(self) -> str:
        return self.address
