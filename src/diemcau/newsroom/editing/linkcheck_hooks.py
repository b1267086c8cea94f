"""The ways from the editors' admin to the registers of the workspace."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from diemcau.newsroom.editing.rules import edits_anywhere


class _OfEditors(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return edits_anywhere(request.user)


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def lead_to_contributions() -> MenuItem:
    """Lead to the register of contributions."""
    return _OfEditors(
        _("Contributions"), reverse_lazy("contributions"), name="contributions", icon_name="group", order=900
    )


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def lead_to_broken_links() -> MenuItem:
    """Lead to the broken links."""
    return _OfEditors(
        _("Broken links"), reverse_lazy("broken_links"), name="broken-links", icon_name="link", order=910
    )
