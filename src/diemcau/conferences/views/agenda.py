"""The agenda editor: add, change, move and remove, each a plain form."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diemcau.conferences import rules
from diemcau.conferences.commands.agenda import add_item, edit_item, move_item, remove_item
from diemcau.conferences.errors import AlreadyEnded, AlreadyOpened
from diemcau.conferences.forms import AgendaItemForm
from diemcau.conferences.models import Conference
from diemcau.conferences.papers import timed_agenda
from diemcau.conferences.views.shared import attempt, of_conference, page
from diemcau.core.errors import NotFound
from diemcau.people.api import actor_of


@of_conference(rules.may_read)
def agenda_list(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Show the agenda with its planned times."""
    form = AgendaItemForm()
    return page(request, "agenda", conference, "agenda", items=timed_agenda(conference), form=form)


@require_POST
@of_conference(rules.may_edit)
def agenda_add(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Add an item at the end."""
    form = AgendaItemForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        actor = actor_of(request.user)  # type: ignore[arg-type]
        attempt(
            request, lambda: add_item(actor=actor, slug=conference.slug, **values), _("The item was added.")
        )
        return redirect("agenda_list", conference.slug)
    return page(request, "agenda", conference, "agenda", 422, items=timed_agenda(conference), form=form)


@of_conference(rules.may_edit)
def agenda_item(request: HttpRequest, conference: Conference, key: str) -> HttpResponse:
    """Change an item."""
    if not conference.is_prepared_here:
        raise AlreadyOpened if conference.is_under_way else AlreadyEnded
    item = conference.agenda_items.filter(key=key).first()
    if item is None:
        raise NotFound(_("The agenda has no such item. It may have been removed: look at the agenda."))
    form = AgendaItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actor = actor_of(request.user)  # type: ignore[arg-type]
        attempt(
            request,
            lambda: edit_item(actor=actor, slug=conference.slug, key=key, **values),
            _("The item was saved."),
        )
        return redirect("agenda_list", conference.slug)
    return page(request, "agenda_item", conference, "agenda", item=item, form=form)


@require_POST
@of_conference(rules.may_edit)
def agenda_move(request: HttpRequest, conference: Conference, key: str) -> HttpResponse:
    """Move an item one place up or down."""
    direction: Literal["up", "down"] = "up" if request.POST.get("direction") == "up" else "down"
    actor = actor_of(request.user)  # type: ignore[arg-type]
    attempt(
        request,
        lambda: move_item(actor=actor, slug=conference.slug, key=key, direction=direction),
        _("The item was moved."),
    )
    return redirect("agenda_list", conference.slug)


@require_POST
@of_conference(rules.may_edit)
def agenda_remove(request: HttpRequest, conference: Conference, key: str) -> HttpResponse:
    """Take an item off the agenda."""
    actor = actor_of(request.user)  # type: ignore[arg-type]
    attempt(
        request, lambda: remove_item(actor=actor, slug=conference.slug, key=key), _("The item was removed.")
    )
    return redirect("agenda_list", conference.slug)
