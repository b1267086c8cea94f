"""One page type with one field."""

from wagtail.fields import RichTextField
from wagtail.models import Page


class BarePage(Page):
    """A title and a text."""

    body = RichTextField(blank=True)
    template = "bare/page.html"
