"""A section of a portal."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from diemcau.newsroom.models.slugs import give_slug


class Section(Page):  # type: ignore[misc]
    """A list of articles, the newest first, with sections of its own below it."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["newsroom.Portal", "newsroom.Section"]
    subpage_types = ["newsroom.Section", "newsroom.Article"]
    template = "newsroom/section.html"

    class Meta:
        verbose_name = _("section")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Make the address out of the title where there is none."""
        give_slug(self)
        super().full_clean(*args, **kwargs)
