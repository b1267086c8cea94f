"""The workspace's page of drafts: make one, bring it up to date, lock its figures. Works without JavaScript."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from diemcau.conferences import api as conferences
from diemcau.core.errors import NotAllowed, Refused
from diemcau.newsroom.drafting import background, commands, listing, rules
from diemcau.newsroom.drafting.commands import Updated
from diemcau.newsroom.pool.rules import may_keep_anywhere
from diemcau.people.api import User


@require_GET
@login_required
def draft_list(request: HttpRequest) -> HttpResponse:
    """Show the drafts of a conference and what can be drafted; without one, the conferences to choose from."""
    _need_drafter(request)
    found = listing.conferences_for(request.user)
    slug = request.GET.get("conference", "")
    conference = next((one for one in found if one.slug == slug), None)
    if slug and conference is None:
        raise conferences.NoSuchConference
    facts: dict[str, Any] = {
        "tab": "drafts",
        "keeps_pool": may_keep_anywhere(request.user),
        "conference": conference,
        "conferences": found,
    }
    if conference is not None:
        facts["rows"] = listing.drafts_of(request.user, conference)
        facts["chances"] = listing.chances(request.user, conference)
        facts["may_read"] = conferences.rules.may_read(request.user, conference)
        facts["has_ended"] = conference.status == conferences.Status.ENDED
    return render(request, "newsroom/drafting/list.html", facts)


@require_POST
@login_required
def draft_make(request: HttpRequest) -> HttpResponse:
    """Make a draft, or lead to the one that is there."""
    user = _need_drafter(request)
    slug = request.POST.get("conference", "")
    try:
        draft, is_new = commands.make_draft(
            actor=user,
            slug=slug,
            venue=request.POST.get("venue", ""),
            language=request.POST.get("language", "vi"),
        )
    except Refused as error:
        messages.error(request, error.message)
        return _back(slug)
    background.follow(draft)
    said = _("The draft was made. It follows the conference by itself until its figures are locked.")
    messages.success(request, said if is_new else _("This draft is there already: see below."))
    return _back(slug)


@require_POST
@login_required
def draft_update(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Bring a draft up to date and say what that did."""
    user = _need_drafter(request)
    draft = commands.get_draft(user, draft_id)
    try:
        done = commands.update_draft(actor=user, draft_id=draft_id)
    except Refused as error:
        messages.error(request, error.message)
    else:
        background.follow(draft)
        messages.success(request, _said(done))
    return _back(draft.conference)


@require_POST
@login_required
def draft_lock(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Make a draft's figures final."""
    user = _need_drafter(request)
    draft = commands.get_draft(user, draft_id)
    try:
        done = commands.lock_figures(
            actor=user, draft_id=draft_id, before_the_end=request.POST.get("before_the_end") == "1"
        )
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The figures are locked: later updates no longer change them."))
        if done.kept:
            messages.warning(request, _said(done))
    return _back(draft.conference)


def _need_drafter(request: HttpRequest) -> User:
    if not (isinstance(request.user, User) and rules.may_draft_anywhere(request.user)):
        raise NotAllowed(_("Your roles do not permit drafts. Ask the editors of your unit's portal."))
    return request.user


def _back(slug: str) -> HttpResponse:
    return redirect(f"{reverse('draft_list')}?conference={slug}")


def _said(done: Updated) -> str:
    if not done.changed:
        said = _("The draft is up to date: nothing has changed since.")
    else:
        counts = {"added": done.added, "replaced": done.replaced, "removed": done.removed}
        said = _(
            "The draft was brought up to date: %(added)s parts added, %(replaced)s written anew, %(removed)s taken out."
        )
        said %= counts
    if done.kept:
        kept = ngettext(
            "%(count)s part that you changed was kept as it is: compare it with the facts.",
            "%(count)s parts that you changed were kept as they are: compare them with the facts.",
            done.kept,
        )
        said = f"{said} {kept % {'count': done.kept}}"
    return said
