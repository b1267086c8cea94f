"""Links: issue, send, export, and who opened his when and on which device; anew or taken back in two clicks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from diemcau.conferences import mailing, rules
from diemcau.conferences.commands.links import (
    export_links,
    issue_links,
    reissue_link,
    resume_sending,
    revoke_link,
    send_links,
)
from diemcau.conferences.contacts import as_csv
from diemcau.conferences.listing import (
    PAGE,
    STATES,
    branches,
    find_venues,
    last_mailing,
    link_counts,
    with_links,
)
from diemcau.conferences.models import Conference, LetterStatus
from diemcau.conferences.views.shared import attempt, of_conference, page, page_of
from diemcau.conferences.views.venues import csv_answer
from diemcau.people.api import actor_of


@of_conference(rules.may_see_links)
def link_list(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Show every venue's link: sent, opened, when and on which device."""
    chosen = {name: request.GET.get(name, "") for name in ("text", "branch", "state")}
    pages = Paginator(with_links(find_venues(conference, **chosen)), PAGE)
    progress = last_mailing(conference)
    stalled = progress is not None and mailing.is_stalled(progress.mailing)
    return page(
        request,
        "link_list",
        conference,
        "links",
        chosen=chosen,
        **page_of(pages, request),
        branches=branches(conference),
        states=STATES.items(),
        counts=link_counts(conference),
        progress=progress,
        stalled=stalled,
        stop_reason=mailing.stop_reason(progress.mailing) if progress is not None and stalled else "",
    )


@require_POST
@of_conference(rules.may_see_links)
def link_issue(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Give every venue without a link one."""
    made = issue_links(actor=actor_of(request.user), slug=conference.slug)  # type: ignore[arg-type]
    said = ngettext("One link was issued.", "%(count)s links were issued.", made) % {"count": made}
    messages.success(request, said if made else _("Every venue has a link already."))
    return redirect("link_list", conference.slug)


@require_POST
@of_conference(rules.may_see_links)
def link_send(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Send the links by e-mail, in the background."""
    actor = actor_of(request.user)  # type: ignore[arg-type]
    again = request.POST.get("again") == "1"
    send_links(actor=actor, slug=conference.slug, again=again)
    messages.success(request, _("The letters are on their way. This page shows how far they are."))
    return redirect("link_list", conference.slug)


@require_POST
@of_conference(rules.may_see_links)
def link_resume(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Go on with the mailings of this conference whose worker died or gave up."""
    resume_sending(actor=actor_of(request.user), slug=conference.slug)  # type: ignore[arg-type]
    messages.success(request, _("Sending goes on."))
    return redirect("link_list", conference.slug)


@of_conference(rules.may_see_links)
def link_failures(request: HttpRequest, conference: Conference) -> HttpResponse:
    """List the letters of the newest mailing that failed, with the reason."""
    progress = last_mailing(conference)
    letters = []
    if progress is not None:
        failed = progress.mailing.letters.filter(status=LetterStatus.FAILED).select_related("access__venue")
        letters = [(letter, mailing.reason_text(letter.reason)) for letter in failed]
    return page(request, "link_failures", conference, "links", letters=letters, progress=progress)


@require_POST
@of_conference(rules.may_see_links)
def link_export(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Hand out all links with their codes as CSV, for other channels."""
    links = export_links(actor=actor_of(request.user), slug=conference.slug)  # type: ignore[arg-type]
    header = [
        *(_("Code"), _("Venue"), _("Branch or province"), _("Phone"), _("E-mail")),
        *(_("Link"), _("Entry code"), _("Expires")),
    ]
    rows: list[list[object]] = [
        [
            link.venue_code,
            link.venue_name,
            link.branch_name,
            link.phone,
            link.email,
            link.url,
            link.grouped_code,
            f"{link.expires_at:%Y-%m-%d %H:%M}Z",
        ]
        for link in links
    ]
    return csv_answer(as_csv(header, rows), f"{conference.slug}-lien-ket.csv")


@require_POST
@of_conference(rules.may_see_links)
def link_reissue(request: HttpRequest, conference: Conference, key: str) -> HttpResponse:
    """Give a venue a new link; the old one ends."""
    actor = actor_of(request.user)  # type: ignore[arg-type]
    done = _("The venue has a new link; the old one has ended.")
    attempt(request, lambda: reissue_link(actor=actor, slug=conference.slug, key=key), done)
    return redirect("venue_detail", conference.slug, key)


@require_POST
@of_conference(rules.may_see_links)
def link_revoke(request: HttpRequest, conference: Conference, key: str) -> HttpResponse:
    """Take a venue's link back."""
    actor = actor_of(request.user)  # type: ignore[arg-type]
    done = _("The link has ended, and so have its open connections.")
    attempt(request, lambda: revoke_link(actor=actor, slug=conference.slug, key=key), done)
    return redirect("venue_detail", conference.slug, key)
