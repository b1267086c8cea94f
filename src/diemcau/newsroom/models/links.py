"""What is known of the links in published articles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from diemcau.newsroom.models.article import Article


class LinkState(models.TextChoices):
    """How a link was found last."""

    FINE = "fine", _("in order")
    GONE = "gone", _("leads to nothing")
    SILENT = "silent", _("does not answer")
    INSIDE = "inside", _("cannot be reached by readers")


class LinkRound(models.Model):
    """When an article's links were last asked for and last all looked at; both blank before the first time."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="link_round")
    asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.article_id)


class ArticleLink(models.Model):
    """One address that an article leads to; `since` is when it was first found in its present state."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links")
    address = models.CharField(max_length=1000)
    words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=6, choices=LinkState.choices)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    since = models.DateTimeField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "address"], name="article_link_once")]
        indexes = [models.Index(fields=["state"], name="article_link_state")]

    def __str__(self) -> str:
        return self.address
