"""Who takes part, by capacity: one page for the conference and for each venue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from diemcau.conferences import rules
from diemcau.conferences.commands.capacities import set_capacities
from diemcau.conferences.forms import CapacitiesForm
from diemcau.conferences.models import Conference
from diemcau.conferences.selectors import get_venue
from diemcau.conferences.views.shared import attempt, of_conference, page
from diemcau.people.api import actor_of


@of_conference(rules.may_edit)
def capacities_edit(request: HttpRequest, conference: Conference, key: str = "") -> HttpResponse:
    """Change the capacities of the conference, or of the venue with this key."""
    venue = get_venue(conference, key) if key else None
    back = ("venue_detail", conference.slug, key) if key else ("conference_detail", conference.slug)
    form = CapacitiesForm(request.POST or None, initial={"capacities": (venue or conference).capacities})
    if request.method == "POST" and form.is_valid():
        text, actor = form.cleaned_data["capacities"], actor_of(request.user)  # type: ignore[arg-type]
        saved = attempt(
            request,
            lambda: set_capacities(actor=actor, slug=conference.slug, text=text, venue=key),
            _("Who takes part was saved."),
        )
        if saved:
            return redirect(*back)
    tab = "venues" if key else "overview"
    return page(request, "capacities", conference, tab, 422 if form.errors else 200, form=form, venue=venue)
