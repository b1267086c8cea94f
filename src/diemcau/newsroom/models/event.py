"""The page of one conference: programme, documents, recordings, and all articles on it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from diemcau.newsroom.models.slugs import give_slug


class EventPage(Page):  # type: ignore[misc]
    """What the public may know of a conference, named by its slug."""

    conference = models.CharField(_("conference"), max_length=50, db_index=True)
    intro = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("conference"),
        FieldPanel("intro"),
        InlinePanel("documents", label=_("Documents")),
    ]
    parent_page_types = ["newsroom.Portal"]
    subpage_types: list[str] = []
    template = "newsroom/event.html"

    class Meta:
        verbose_name = _("event page")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Make the address out of the title where there is none."""
        give_slug(self)
        super().full_clean(*args, **kwargs)


class EventDocument(Orderable):  # type: ignore[misc]
    """A document of the conference that everyone may have."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "wagtaildocs.Document", on_delete=models.CASCADE, related_name="+", verbose_name=_("document")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title")]
