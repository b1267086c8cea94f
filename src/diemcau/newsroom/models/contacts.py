"""Whom a reader can turn to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, EmailBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

_PERSON = StructBlock(
    [
        ("post", CharBlock(max_length=120, label=_("Post or office"))),
        ("name", CharBlock(max_length=120, required=False, label=_("Name"))),
        ("phone", CharBlock(max_length=20, required=False, label=_("Phone"))),
        ("email", EmailBlock(required=False, label=_("E-mail"))),
    ],
    icon="user",
)


class ContactsPage(Page):  # type: ignore[misc]
    """Address and phone of the portal stand in its own fields; here are the offices and people behind it."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    people = StreamField([("person", _PERSON)], blank=True, verbose_name=_("people"))

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("people")]
    parent_page_types = ["newsroom.Portal"]
    subpage_types: list[str] = []
    template = "newsroom/contacts.html"

    class Meta:
        verbose_name = _("contacts")
