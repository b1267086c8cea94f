"""Addresses of conferences in the workspace, and the venues' entry."""

from django.urls import path

from diemcau.conferences.views import agenda, capacities, conferences, entry, links, papers, venues

_C = "app/conferences/<slug:slug>/"

urlpatterns = [
    path("v", entry.venue_entry, name="venue_entry"),
    path("app/conferences/", conferences.conference_list, name="conference_list"),
    path("app/conferences/new/", conferences.conference_create, name="conference_create"),
    path(_C, conferences.conference_detail, name="conference_detail"),
    path(f"{_C}edit/", conferences.conference_edit, name="conference_edit"),
    path(f"{_C}announce/", conferences.conference_announce, name="conference_announce"),
    path(f"{_C}capacities/", capacities.capacities_edit, name="conference_capacities"),
    path(f"{_C}agenda/", agenda.agenda_list, name="agenda_list"),
    path(f"{_C}agenda/add/", agenda.agenda_add, name="agenda_add"),
    path(f"{_C}agenda/<slug:key>/", agenda.agenda_item, name="agenda_item"),
    path(f"{_C}agenda/<slug:key>/move/", agenda.agenda_move, name="agenda_move"),
    path(f"{_C}agenda/<slug:key>/remove/", agenda.agenda_remove, name="agenda_remove"),
    path(f"{_C}venues/", venues.venue_list, name="venue_list"),
    path(f"{_C}venues/make/", venues.venue_make, name="venue_make"),
    path(f"{_C}venues/add/", venues.venue_add, name="venue_add"),
    path(f"{_C}venues/contacts/export/", venues.contacts_export, name="contacts_export"),
    path(f"{_C}venues/contacts/import/", venues.contacts_import, name="contacts_import"),
    path(f"{_C}venues/<slug:key>/", venues.venue_detail, name="venue_detail"),
    path(f"{_C}venues/<slug:key>/capacities/", capacities.capacities_edit, name="venue_capacities"),
    path(f"{_C}venues/<slug:key>/remove/", venues.venue_remove, name="venue_remove"),
    path(f"{_C}venues/<slug:key>/reissue/", links.link_reissue, name="link_reissue"),
    path(f"{_C}venues/<slug:key>/revoke/", links.link_revoke, name="link_revoke"),
    path(f"{_C}links/", links.link_list, name="link_list"),
    path(f"{_C}links/issue/", links.link_issue, name="link_issue"),
    path(f"{_C}links/send/", links.link_send, name="link_send"),
    path(f"{_C}links/resume/", links.link_resume, name="link_resume"),
    path(f"{_C}links/failures/", links.link_failures, name="link_failures"),
    path(f"{_C}links/export/", links.link_export, name="link_export"),
    path(f"{_C}papers/", papers.paper_list, name="paper_list"),
    path(f"{_C}papers/call-sheet/", papers.call_sheet, name="call_sheet"),
    path(f"{_C}papers/running-script/", papers.running_script, name="running_script"),
    path(f"{_C}papers/qr/", papers.qr_sheet, name="qr_sheet"),
]
