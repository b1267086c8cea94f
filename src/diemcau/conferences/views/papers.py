"""Pages for printing on A4: call sheet, running script, QR codes."""

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from diemcau.conferences import rules
from diemcau.conferences.commands.gate import log
from diemcau.conferences.links import list_links
from diemcau.conferences.listing import branches
from diemcau.conferences.models import Conference
from diemcau.conferences.papers import timed_agenda, venues_by_branch
from diemcau.conferences.views.shared import of_conference, page
from diemcau.core.clock import now
from diemcau.core.errors import Refused
from diemcau.people.api import actor_of

_QR_AT_ONCE = 200  # pictures take some milliseconds each, and nobody cuts more by hand


@of_conference(rules.may_read)
def paper_list(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Show what can be printed, whole or by branch."""
    return page(
        request, "paper_list", conference, "papers", branches=branches(conference), at_once=_QR_AT_ONCE
    )


@of_conference(rules.may_see_contacts)
def call_sheet(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Print venue, chair, operator and phone by branch; no codes."""
    groups = venues_by_branch(conference, request.GET.get("branch", ""))
    return page(request, "call_sheet", conference, "papers", groups=groups, printed_at=now())


@of_conference(rules.may_read)
def running_script(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Print the agenda with planned clock times and room for notes."""
    return page(
        request,
        "running_script",
        conference,
        "papers",
        items=timed_agenda(conference),
        blank_lines=range(8),
        printed_at=now(),
    )


@of_conference(rules.may_see_links)
def qr_sheet(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Print links as QR codes with their short codes, a branch at a time where there are many."""
    branch = request.GET.get("branch", "")
    links = list_links(conference, branch)
    if not branch and len(links) > _QR_AT_ONCE:
        raise Refused(_("These are too many QR codes for one sheet: choose a branch on the page of papers."))
    log(actor_of(request.user), "links.printed", conference, links=len(links), branch=branch)  # type: ignore[arg-type]
    cards = [(link, mark_safe(link.qr_svg())) for link in links]  # noqa: S308 - drawn here, of digits and our own link
    response = page(request, "qr_sheet", conference, "papers", cards=cards, printed_at=now())
    response["Cache-Control"] = "no-store"
    return response
