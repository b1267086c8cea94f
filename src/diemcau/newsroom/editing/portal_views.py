"""The workspace's pages of portals. They work without JavaScript."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.models import Site

from diemcau.core.errors import NotAllowed, NotFound
from diemcau.newsroom.editing import rules
from diemcau.newsroom.editing.errors import HasPortal
from diemcau.newsroom.editing.portal_forms import LooksForm, NewPortalForm
from diemcau.newsroom.editing.portals import change_portal, make_portal
from diemcau.newsroom.models import Portal
from diemcau.people.api import User


@require_GET
@login_required
def portal_list(request: HttpRequest) -> HttpResponse:
    """Show the portals of the person's branches with their addresses."""
    user = need_administrator(request)
    sites = Site.objects.select_related("root_page__locale").order_by("hostname")
    rows = [row for site in sites if (row := _row(site, user))]
    return render(request, "newsroom/editing/portals.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@login_required
def portal_make(request: HttpRequest) -> HttpResponse:
    """Make a portal for a unit."""
    user = need_administrator(request)
    form = NewPortalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            portal = make_portal(by=user, unit_id=form.cleaned_data["unit"].id, looks=form.looks())
        except (NotAllowed, HasPortal) as fault:
            form.add_error("unit", fault.message)
        else:
            messages.success(request, _("The portal “%(name)s” stands.") % {"name": portal.name})
            return redirect("portal_list")
    return render(request, "newsroom/editing/portal_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
def portal_change(request: HttpRequest, portal_id: int) -> HttpResponse:
    """Change a portal's name, address and colour."""
    user = need_administrator(request)
    site = Site.objects.filter(root_page_id=portal_id).first()
    portal = Portal.objects.filter(pk=portal_id).first()
    if site is None or portal is None or not rules.may_make_portal(user, portal.unit_id or 0):
        raise NotFound(_("There is no such portal, or none that you may change."))
    known = {"name": portal.name, "motto": portal.motto, "colour": portal.colour, "host": site.hostname}
    form = LooksForm(request.POST or None, initial=known, portal=portal)
    if request.method == "POST" and form.is_valid():
        change_portal(by=user, portal=portal, looks=form.looks())
        messages.success(request, _("The portal has been changed."))
        return redirect("portal_list")
    return render(request, "newsroom/editing/portal_form.html", {"form": form, "portal": portal})


def need_administrator(request: HttpRequest) -> User:
    """Return the person who asks.

    Raises:
        NotAllowed: the person administers no branch.
    """
    if not isinstance(request.user, User) or not rules.may_make_portals(request.user):
        raise NotAllowed(_("Portals are made and changed by administrators of the unit's branch."))
    return request.user


def _row(site: Site, user: User) -> dict[str, Any] | None:
    portal = Portal.objects.filter(pk=site.root_page_id).select_related("unit").first()
    if portal is None or portal.unit_id is None or not rules.may_make_portal(user, portal.unit_id):
        return None
    trees = Portal.objects.filter(unit_id=portal.unit_id).select_related("locale").order_by("path")
    return {"portal": portal, "site": site, "languages": [tree.locale.get_display_name() for tree in trees]}
