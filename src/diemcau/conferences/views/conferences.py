"""The list of conferences, making and changing one, and its overview."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diemcau.conferences import rules
from diemcau.conferences.commands.conference import announce_conference, create_conference, edit_conference
from diemcau.conferences.errors import AlreadyEnded, AlreadyOpened
from diemcau.conferences.forms import ConferenceForm, NewConferenceForm, organising_units
from diemcau.conferences.listing import link_counts
from diemcau.conferences.models import Conference, Status
from diemcau.conferences.places import day_of
from diemcau.conferences.selectors import list_conferences
from diemcau.conferences.views.shared import STATUS_MARKS, attempt, of_conference, page
from diemcau.core.errors import Invalid, NotAllowed, Refused
from diemcau.people.api import actor_of
from diemcau.units import api as units


@login_required
def conference_list(request: HttpRequest) -> HttpResponse:
    """Show the conferences that a person may read."""
    found = list_conferences(request.user)
    counts = dict(
        Conference.objects.filter(pk__in=[one.pk for one in found])
        .values_list("pk")
        .annotate(Count("venues"))
    )
    rows = [(one, STATUS_MARKS[Status(one.status)], counts.get(one.pk, 0)) for one in found]
    context = {"rows": rows, "may_create": bool(organising_units(request.user))}
    return render(request, "conferences/conference_list.html", context)


@login_required
def conference_create(request: HttpRequest) -> HttpResponse:
    """Make a draft."""
    if not organising_units(request.user):
        raise NotAllowed(
            _("Only organisers and administrators make conferences. Ask an administrator for the role.")
        )
    form = NewConferenceForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_conference(actor=actor_of(request.user), **form.cleaned_data)  # type: ignore[arg-type]
        except (Refused, Invalid) as error:
            form.add_error("slug", error.message)
        else:
            return redirect("conference_detail", made.slug)
    return render(request, "conferences/conference_create.html", {"form": form})


@of_conference(rules.may_edit)
def conference_edit(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Change what a conference is called, and when and where it is."""
    form = ConferenceForm(request.POST or None, instance=conference)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        actor = actor_of(request.user)  # type: ignore[arg-type]
        saved = attempt(
            request,
            lambda: edit_conference(actor=actor, slug=conference.slug, **values),
            _("The conference was saved."),
        )
        if saved:
            return redirect("conference_detail", conference.slug)
    fixed = AlreadyOpened() if conference.is_under_way else AlreadyEnded()
    return page(request, "conference_edit", conference, "overview", form=form, fixed=fixed.message)


@of_conference(rules.may_read)
def conference_detail(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Show what is prepared and what is missing, with the ways to the live screens."""
    agenda = conference.agenda_items.aggregate(count=Count("id"), minutes=Sum("planned_minutes"))
    organiser = units.as_of(day_of(conference)).nodes.get(conference.unit_id)
    return page(
        request,
        "conference_detail",
        conference,
        "overview",
        agenda=agenda,
        counts=link_counts(conference),
        organiser=organiser.name if organiser else "",
    )


@require_POST
@of_conference(rules.may_edit)
def conference_announce(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Announce a draft."""
    actor = actor_of(request.user)  # type: ignore[arg-type]
    done = _("The conference is announced: from now on its links open.")
    attempt(request, lambda: announce_conference(actor=actor, slug=conference.slug), done)
    return redirect("conference_detail", conference.slug)
