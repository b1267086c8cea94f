"""The ways out in Wagtail's own menus: beside each article in lists, and in the editor's header."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from diemcau.newsroom.models import Article

_KINDS = ("html", "docx", "zip")


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
def header_buttons(page: Page, user: Any, **_context: Any) -> Iterator[Button]:
    """Offer the ways out in the header of an article's editor."""
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")  # type: ignore[untyped-decorator]
def listing_buttons(page: Page, user: Any, **_context: Any) -> Iterator[Button]:
    """Offer the ways out beside an article in a list."""
    yield from _buttons(page, user)


def _buttons(page: Page, user: Any) -> Iterator[Button]:
    if not issubclass(page.specific_class, Article) or not page.permissions_for_user(user).can_edit():
        return
    labels = {
        "html": _("Take as HTML"),
        "docx": _("Take as Word (DOCX)"),
        "zip": _("Take as ZIP with pictures"),
    }
    for order, kind in enumerate(_KINDS):
        address = reverse("article_export", args=[page.pk, kind])
        yield Button(labels[kind], address, icon_name="download", priority=60 + order)
