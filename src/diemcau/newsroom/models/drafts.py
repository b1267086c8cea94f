"""What is remembered of an article that was drafted from a conference."""

from django.db import models

from diemcau.core.clock import now


class Draft(models.Model):
    """An article drafted from the facts of a conference: for a portal as a whole, or for one venue of it.

    `conference` is a slug, `venue` a venue's key or blank. `digests` holds, for each block (and `title`, `lead`), the
    digests of what was generated, the newest last; `figures` the figures as they were last written, and once
    `locked_at` is set, for ever. `kept` are the blocks that the last update left to the editor. `due_at` is when the
    background looks at it next.
    """

    portal = models.ForeignKey("newsroom.Portal", on_delete=models.CASCADE, related_name="+")
    conference = models.CharField(max_length=50, db_index=True)
    venue = models.CharField(max_length=12, blank=True)
    article = models.OneToOneField(
        "newsroom.Article", on_delete=models.CASCADE, null=True, related_name="draft"
    )
    digests = models.JSONField(default=dict)
    figures = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    made_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)
    locked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["portal", "conference", "venue"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conference}/{self.venue}" if self.venue else self.conference
