"""Venues: the list, making them from the tree, adding one, one venue's page, contacts as CSV."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from diemcau.conferences import rules
from diemcau.conferences.commands.late import add_late_venue, change_contacts
from diemcau.conferences.commands.venues import (
    CONTACT_FIELDS,
    Contacts,
    add_venue,
    edit_venue,
    make_venues,
    remove_venue,
)
from diemcau.conferences.contacts import ContactFaults, export_contacts, import_contacts
from diemcau.conferences.errors import AlreadyEnded
from diemcau.conferences.forms import ContactsForm, LateVenueForm, MakeVenuesForm, VenueForm
from diemcau.conferences.links import link_of
from diemcau.conferences.listing import PAGE, branches, find_venues, link_counts
from diemcau.conferences.models import Conference, Status, Venue
from diemcau.conferences.places import day_of
from diemcau.conferences.selectors import get_venue
from diemcau.conferences.views.shared import attempt, of_conference, page, page_of
from diemcau.people.api import actor_of
from diemcau.units import api as units
from diemcau.units.api import Level

_MAX_CSV_BYTES = 5_000_000
_LONGEST_ID = 19  # digits: more than that is no number of a database


@of_conference(rules.may_read)
def venue_list(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Show the venues, filtered and in pages."""
    chosen = {name: request.GET.get(name, "") for name in ("text", "branch", "level")}
    pages = Paginator(find_venues(conference, **chosen), PAGE)
    return page(
        request,
        "venue_list",
        conference,
        "venues",
        chosen=chosen,
        **page_of(pages, request),
        branches=branches(conference),
        levels=Level.choices,
        counts=link_counts(conference),
    )


@of_conference(rules.may_edit)
def venue_make(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Make venues in one action from a branch and levels of the tree."""
    tree = units.as_of(day_of(conference))
    form = MakeVenuesForm(request.POST or None, tree=tree, root_id=conference.unit_id)
    if request.method == "POST" and form.is_valid():
        made = make_venues(actor=actor_of(request.user), slug=conference.slug, **form.cleaned_data)  # type: ignore[arg-type]
        said = ngettext("%(count)s venue was made", "%(count)s venues were made", made.made) % {
            "count": made.made
        }
        kept = ngettext("%(count)s was there already", "%(count)s were there already", made.already)
        messages.success(request, f"{said}; {kept % {'count': made.already}}.")
        return redirect("venue_list", conference.slug)
    return page(request, "venue_make", conference, "venues", form=form, size=tree.count_by_level())


@of_conference(rules.may_edit)
def venue_add(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Add a venue by hand: find its host unit, then add."""
    if conference.status == Status.ENDED:
        raise AlreadyEnded
    unit_id = request.POST.get("unit_id", "")
    if unit_id.isdecimal() and len(unit_id) < _LONGEST_ID:
        made = _add(request, conference, int(unit_id), request.POST.get("name", "")[:200])
        return redirect("venue_detail", conference.slug, made.key)
    text = request.GET.get("text", "")
    tree = units.as_of(day_of(conference))
    found = [(node, tree.parent(node.id)) for node in units.search(text, day_of(conference))]
    return page(request, "venue_add", conference, "venues", text=text, found=found)


def _add(request: HttpRequest, conference: Conference, unit_id: int, name: str) -> Venue:
    actor = actor_of(request.user)  # type: ignore[arg-type]
    if conference.is_prepared_here:
        made, is_new = add_venue(actor=actor, slug=conference.slug, unit_id=unit_id, name=name), True
    else:
        made, is_new = add_late_venue(actor=actor, slug=conference.slug, unit_id=unit_id, name=name)
    if is_new:
        messages.success(request, _("The venue was added."))
    else:
        messages.info(request, _("The unit has a venue of this name already: this is its page."))
    return made


@of_conference(rules.may_read)
def venue_detail(request: HttpRequest, conference: Conference, key: str) -> HttpResponse:
    """Show one venue: its contacts to whom may see them, its link to whom keeps links."""
    venue = get_venue(conference, key)
    form = _form(request, conference, venue)
    if (
        request.method == "POST"
        and form is not None
        and form.is_valid()
        and _save(request, conference, key, form)
    ):
        return redirect("venue_detail", conference.slug, key)
    access = venue.accesses.filter(revoked_at=None).select_related("venue").first()
    keeps_links = rules.may_see_links(request.user, conference)
    return page(
        request,
        "venue_detail",
        conference,
        "venues",
        venue=get_venue(conference, key) if form is not None and form.errors else venue,
        level_label=Level(venue.level).label,
        form=form,
        access=access,
        link=link_of(access) if access and keeps_links else None,
        devices=access.devices.all() if access else [],
        letters=access.letters.all() if access else [],
    )


def _form(request: HttpRequest, conference: Conference, venue: Venue) -> VenueForm | None:
    """Return the form for what may be changed now, by whom it may. Raises: AlreadyEnded where one is handed in too late."""
    if not rules.may_edit(request.user, conference):
        return None
    if conference.status == Status.ENDED:
        if request.method == "POST":
            raise AlreadyEnded
        return None
    form = VenueForm if conference.is_prepared_here else LateVenueForm
    return form(request.POST or None, instance=venue)


def _save(request: HttpRequest, conference: Conference, key: str, form: VenueForm) -> bool:
    actor = actor_of(request.user)  # type: ignore[arg-type]
    values = form.cleaned_data

    def save() -> Venue:
        if isinstance(form, LateVenueForm):
            return change_contacts(actor=actor, slug=conference.slug, key=key, given=form.changed)
        contacts = Contacts(**{field: values[field] for field in CONTACT_FIELDS})
        return edit_venue(
            actor=actor,
            slug=conference.slug,
            key=key,
            name=values["name"],
            contacts=contacts,
            is_main=values["is_main"],
        )

    return attempt(request, save, _("The venue was saved."))


@require_POST
@of_conference(rules.may_edit)
def venue_remove(request: HttpRequest, conference: Conference, key: str) -> HttpResponse:
    """Remove a venue with its link."""
    actor = actor_of(request.user)  # type: ignore[arg-type]
    attempt(
        request, lambda: remove_venue(actor=actor, slug=conference.slug, key=key), _("The venue was removed.")
    )
    return redirect("venue_list", conference.slug)


@require_POST
@of_conference(rules.may_see_contacts)
def contacts_export(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Hand out the contacts as CSV."""
    text = export_contacts(actor=actor_of(request.user), slug=conference.slug)  # type: ignore[arg-type]
    return csv_answer(text, f"{conference.slug}-lien-he.csv")


@of_conference(rules.may_edit)
def contacts_import(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Take contacts over from CSV, whole or not at all."""
    form = ContactsForm(request.POST or None, request.FILES or None)
    faults = []
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(_MAX_CSV_BYTES)
        try:
            count = import_contacts(actor=actor_of(request.user), slug=conference.slug, content=content)  # type: ignore[arg-type]
        except ContactFaults as error:
            form.add_error("file", error.message)
            faults = error.faults
        else:
            said = ngettext(
                "Contacts of one venue were taken over.",
                "Contacts of %(count)s venues were taken over.",
                count,
            )
            messages.success(request, said % {"count": count})
            return redirect("venue_list", conference.slug)
    status = 422 if form.errors else 200
    return page(request, "contacts_import", conference, "venues", status, form=form, faults=faults)


def csv_answer(text: str, name: str) -> HttpResponse:
    """Answer with a CSV file that no cache keeps."""
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
