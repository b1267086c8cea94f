"""The workspace's pages of the pool: pictures that were sent in, and photographers' links. Without JavaScript."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference
from diemcau.core.errors import DiemCauError, NotAllowed
from diemcau.newsroom.models import PhotographerLink, Picture, PoolState, Portal
from diemcau.newsroom.pool import background, commands, links, listing, rules
from diemcau.newsroom.pool.commands import Place
from diemcau.newsroom.pool.links import ShownLink
from diemcau.newsroom.pool.stills import take_still
from diemcau.people.api import User

_PAGE = 24


@require_GET
@login_required
def pool(request: HttpRequest) -> HttpResponse:
    """Show the pictures of a conference, those that wait first."""
    user = _need_keeper(request)
    facts = _of_conference(request, user) | {"tab": "pool"}
    conference = facts["conference"]
    if conference is None:
        return render(request, "newsroom/pool/pool.html", facts)
    state = request.GET.get("state", "")
    found = listing.pictures_of(facts["portals"], conference, state)
    here = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    facts |= {
        "here": here,
        "state": state,
        "states": listing.states(facts["portals"], conference),
        "rows": [listing.row_of(picture) for picture in here],
    }
    return render(request, "newsroom/pool/pool.html", facts)


@require_POST
@login_required
def picture_change(request: HttpRequest, picture_id: int) -> HttpResponse:
    """Keep caption and alternative text; with a button of their own accept or decline as well."""
    user = _need_keeper(request)
    commands.edit_picture(
        actor=user,
        picture_id=picture_id,
        caption=request.POST.get("caption", ""),
        alternative=request.POST.get("alternative", ""),
    )
    decision = request.POST.get("decision", "")
    if decision in {"accept", "decline"}:
        picture = commands.decide(actor=user, picture_id=picture_id, accept=decision == "accept")
        _say_decision(request, picture)
    else:
        messages.success(request, _("Caption and alternative text were kept."))
    return _back_to(request, "pool")


@require_POST
@login_required
def still(request: HttpRequest) -> HttpResponse:
    """Take a still of the programme feed."""
    user = _need_keeper(request)
    conference, portal = _chosen(request, user)
    place = Place(portal=portal, conference=conference.slug, venue="", sent_by=str(user))
    try:
        received = take_still(place, conference, language=portal.locale.language_code)
    except DiemCauError as error:
        messages.error(request, error.message)
    else:
        said = _("The still waits in the pool. Look at its caption.")
        messages.success(request, said if received.is_new else _("This very picture is in the pool already."))
    return redirect(f"{reverse('pool')}?conference={conference.slug}")


@require_GET
@login_required
def photographer_list(request: HttpRequest) -> HttpResponse:
    """Show the photographers' links of a conference, with their QR codes."""
    facts = _of_conference(request, _need_keeper(request)) | {"tab": "photographers"}
    if facts["conference"] is not None:
        rows = PhotographerLink.objects.filter(
            conference=facts["conference"].slug, portal__in=facts["portals"]
        )
        names = {venue.key: venue.name for venue in conferences.venues(facts["conference"])}
        facts["links"] = [ShownLink(row, venue_name=names.get(row.venue, "")) for row in rows]
        facts["venues"] = listing.venues_by_branch(facts["portals"], facts["conference"])
    return render(request, "newsroom/pool/photographers.html", facts)


@require_POST
@login_required
def photographer_make(request: HttpRequest) -> HttpResponse:
    """Give a photographer a link."""
    user = _need_keeper(request)
    conference, portal = _chosen(request, user)
    name = request.POST.get("name", "").strip()
    if not name:
        messages.error(request, _("Give the name of the photographer: it stands under the pictures."))
    else:
        try:
            links.make_link(
                actor=user,
                portal=portal,
                slug=conference.slug,
                name=name,
                venue=request.POST.get("venue", ""),
            )
        except DiemCauError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("The link is ready. Let the photographer scan the QR code."))
    return redirect(f"{reverse('photographer_list')}?conference={conference.slug}")


@require_POST
@login_required
def photographer_revoke(request: HttpRequest, link_id: int) -> HttpResponse:
    """Take a link back."""
    link = links.revoke_link(actor=_need_keeper(request), link_id=link_id)
    messages.success(request, _("The link was taken back; what was sent with it stays."))
    return redirect(f"{reverse('photographer_list')}?conference={link.conference}")


def _need_keeper(request: HttpRequest) -> User:
    if not (isinstance(request.user, User) and rules.may_keep_anywhere(request.user)):
        raise NotAllowed(_("Your roles do not permit this. Ask the editors of your unit's portal."))
    return request.user


def _of_conference(request: HttpRequest, user: User) -> dict[str, Any]:
    """Return the conference that is asked for, with those to choose from and the person's portals that tell of it."""
    found = listing.conferences_for(user)
    slug = request.GET.get("conference", "")
    conference = next((one for one in found if one.slug == slug), None)
    if slug and conference is None:
        raise conferences.NoSuchConference
    portals = listing.portals_for(user, conference) if conference else []
    return {"keeps_pool": True, "conference": conference, "conferences": found, "portals": portals}


def _chosen(request: HttpRequest, user: User) -> tuple[Conference, Portal]:
    """Return conference and portal of a form; the first portal of the person's where none is named."""
    conference = conferences.get_conference(request.POST.get("conference", ""))
    portals = listing.portals_for(user, conference)
    wanted = request.POST.get("portal", "")
    portal = next((one for one in portals if not wanted or str(one.pk) == wanted), None)
    if portal is None:
        raise conferences.NoSuchConference
    return conference, portal


def _say_decision(request: HttpRequest, picture: Picture) -> None:
    if picture.state == PoolState.DECLINED:
        background.forget_in_time()
        messages.success(request, _("The picture was declined. It is deleted after 30 days."))
    elif picture.caption:
        messages.success(request, _("The picture was accepted."))
    else:
        messages.warning(
            request, _("The picture was accepted, but no article can show it before it has a caption.")
        )


def _back_to(request: HttpRequest, name: str) -> HttpResponse:
    """Lead back to the page of the pool that the form stood on."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}) and wanted.startswith(
        reverse(name)
    )
    return redirect(wanted if is_ours else reverse(name))
