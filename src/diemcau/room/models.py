"""What a live room keeps: its log, which is the truth, and the rows that are counted rather than told one by one."""

from django.db import models


class Room(models.Model):
    """The live room of a conference. `head` is the number of its last event; whoever appends locks this row."""

    conference = models.OneToOneField(
        "conferences.Conference", models.CASCADE, related_name="room", primary_key=True
    )
    head = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.conference_id}@{self.head}"


class LogRow(models.Model):
    """One event: appended once, never changed, never removed; `seq` begins with 1 and has no gap."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="log")
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40)
    actor_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="room_seq_once")]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"


class Receipt(models.Model):
    """A command that was carried out: the same key of the same actor gives the same answer, and does nothing more."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="receipts")
    actor = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    command = models.CharField(max_length=40)
    first_seq = models.PositiveIntegerField()
    last_seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "actor", "key"], name="room_command_once")]

    def __str__(self) -> str:
        return f"{self.command} {self.key}"


class HeadCount(models.Model):
    """How many delegates a venue counted at a moment; the newest row of a venue is valid."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="head_counts")
    venue = models.CharField(max_length=12)
    delegates = models.PositiveIntegerField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["room", "venue", "-id"], name="room_head_count")]

    def __str__(self) -> str:
        return f"{self.venue}: {self.delegates}"


class NoticeSeen(models.Model):
    """The operator of a venue has seen a notice."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="notices_seen")
    notice = models.CharField(max_length=12)
    venue = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "notice", "venue"], name="room_notice_seen_once")
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.venue}"


class LinkSpan(models.Model):
    """How a venue's link was over five minutes: coarse, for the report after the conference."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="link_spans")
    venue = models.CharField(max_length=12)
    since = models.DateTimeField()
    pulses = models.PositiveIntegerField()
    off_s = models.PositiveIntegerField()
    worst = models.CharField(max_length=5)
    stalls = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "venue", "since"], name="room_link_span_once")]

    def __str__(self) -> str:
        return f"{self.venue} {self.since:%H:%M}"
