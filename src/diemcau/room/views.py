"""The shells of the live screens: who may open them, and what their scripts begin with."""

from typing import Any, Literal

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, Face, get_conference
from diemcau.core.errors import NotAllowed
from diemcau.room.http.reading import give_pass, me_of
from diemcau.room.rules import Caller, caller_of, viewer_of
from diemcau.room.wire import encode_moment

Screen = Literal["control", "hall", "remote", "stage"]


def control(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the control room to the staff of the conference."""
    return _staff_screen(request, slug, "control")


def stage(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the stage page to those who may publish from it."""
    return _staff_screen(request, slug, "stage")


def hall(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the hall screen to a venue; without one the reader is led to the entry."""
    return _venue_screen(request, slug, "hall")


def remote(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the operator's remote to a venue; without one the reader is led to the entry."""
    return _venue_screen(request, slug, "remote")


def _staff_screen(request: HttpRequest, slug: str, screen: Screen) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    conference = get_conference(slug)
    may_open = conferences.rules.may_stage if screen == "stage" else conferences.rules.may_staff
    if not may_open(request.user, conference):
        raise NotAllowed(_("Only the staff of the conference may open this screen."))
    return _shell(request, conference, screen, caller_of(request, conference))


def _venue_screen(request: HttpRequest, slug: str, screen: Screen) -> HttpResponse:
    venue = conferences.venue_of(request)
    if venue is None or venue.slug != slug:
        return HttpResponseRedirect(reverse("venue_entry"))
    conference = get_conference(slug)
    conferences.note_seen(venue, Face(screen))
    return _shell(request, conference, screen, Caller(venue=venue))


@ensure_csrf_cookie
def _shell(request: HttpRequest, conference: Conference, screen: Screen, caller: Caller) -> HttpResponse:
    boot = _boot(conference, screen, caller)
    response = render(request, f"room/{screen}.html", {"conference": conference, "boot": boot})
    give_pass(request, response, conference.slug)
    response["Cache-Control"] = "no-store"
    return response


def _boot(conference: Conference, screen: Screen, caller: Caller) -> dict[str, Any]:
    return {
        "slug": conference.slug,
        "title": conference.title,
        "starts_at": encode_moment(conference.starts_at),
        "desk_phone": conference.desk_phone,
        "place": conference.place,
        "face": screen,
        "me": me_of(caller, viewer_of(caller, conference), conference).dict(),
        "language": get_language(),
        "entry_url": reverse("venue_entry"),
        "workspace_url": reverse("workspace"),
        "conference_url": reverse("conference_detail", args=[conference.slug]),
    }
