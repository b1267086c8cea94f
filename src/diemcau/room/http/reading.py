"""Reading a room over HTTP: the log, snapshots, seats, and what a client needs to follow live."""

import json
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from ninja import Router, Status

from diemcau.adapters.nats import subjects
from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, Face, conference_of
from diemcau.core import feedpass
from diemcau.core.clock import now
from diemcau.core.errors import NotAllowed, NotSignedIn
from diemcau.core.ids import new_id
from diemcau.room import live, selectors
from diemcau.room.http.schemas import (
    ConnectIn,
    ConnectOut,
    EventsOut,
    MeOut,
    NatsOut,
    PulseIn,
    SeatsOut,
    SnapshotOut,
)
from diemcau.room.rules import Caller, Hat, caller_of, commands_of, viewer_of
from diemcau.room.tallies import head_count_of
from diemcau.room.visibility import PUBLIC, Viewer
from diemcau.room.wire import encode_moment

router = Router(tags=["room"])
LIFETIME = timedelta(minutes=15)


@router.get("/conferences/{slug}/events", response=EventsOut, operation_id="events")
def events(request: HttpRequest, slug: str, after: int = 0) -> dict[str, object]:
    """Return the log after number `after` as the caller may see it."""
    conference = conference_of(request, slug)
    viewer = viewer_of(caller_of(request, conference, hat_of(request)), conference)
    return selectors.get_events(conference, viewer, after=max(after, 0))


@router.get("/conferences/{slug}/snapshot", response=SnapshotOut, exclude_none=True, operation_id="snapshot")
def snapshot(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the room as the caller may see it."""
    conference = conference_of(request, slug)
    viewer = viewer_of(caller_of(request, conference, hat_of(request)), conference)
    return JsonResponse(selectors.get_snapshot(conference, viewer))


@router.get("/conferences/{slug}/venues", response=SeatsOut, operation_id="venues")
def seats(request: HttpRequest, slug: str) -> HttpResponse:
    """Return every venue with chair, operator and phone, for the staff."""
    conference = conference_of(request, slug)
    _need_staff(caller_of(request, conference), conference)
    return JsonResponse(selectors.get_seats(conference))


@router.get("/conferences/{slug}/board", operation_id="board")
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the links of all venues as the pulse process knows them now, for the staff."""
    conference = conference_of(request, slug)
    _need_staff(caller_of(request, conference), conference)
    return HttpResponse(live.board(slug), content_type="application/json")


@router.post("/conferences/{slug}/connect", response=ConnectOut, operation_id="connect")
def connect(request: HttpRequest, response: HttpResponse, slug: str, given: ConnectIn) -> ConnectOut:
    """Return a token for the live subjects, and as a cookie the pass for the programme feed."""
    conference = conference_of(request, slug)
    caller = caller_of(request, conference, "venue" if given.face else None)
    viewer = viewer_of(caller, conference)
    if caller.venue is not None and given.face in Face.values:
        conferences.note_seen(caller.venue, given.face)
        conferences.renew_cookie(request, response)
    token = live.token_for(caller, viewer, slug, browser_of(request))
    give_pass(request, response, slug)
    return ConnectOut(
        nats=NatsOut(url="/nats", token=token.jwt),
        subjects=live.subjects_for(viewer, slug),
        expires_at=token.expires_at,
        me=me_of(caller, viewer, conference),
        now=encode_moment(now()),
    )


@router.post("/conferences/{slug}/pulse", response={204: None}, operation_id="pulse")
def pulse(request: HttpRequest, slug: str, given: PulseIn) -> Status[None]:
    """Take a venue's pulse where it cannot send it over NATS."""
    conference = conference_of(request, slug)
    venue = caller_of(request, conference, "venue").venue
    if venue is None:
        raise NotSignedIn(_("Enter with the link of your venue."))
    said = given.dict() | {"v": venue.venue_key, "d": venue.device_key[:8]}
    live.publisher().publish(subjects.pulse(slug, venue.venue_key), json.dumps(said).encode())
    return Status(204, None)


def browser_of(request: HttpRequest) -> str:
    """Return a name for the caller's browser that tells nothing about its session."""
    key = request.session.session_key
    return salted_hmac("diemcau.browser", key).hexdigest()[:16] if key else new_id()


def hat_of(request: HttpRequest) -> Hat | None:
    """Return "venue" where a page says by the header `X-Face` that it is a venue's."""
    return "venue" if request.headers.get("X-Face") else None


def give_pass(request: HttpRequest, response: HttpResponse, slug: str) -> None:
    """Give the browser the pass with which the front door opens the programme feed."""
    expires_at = datetime.fromtimestamp(int((now() + LIFETIME).timestamp()), UTC)
    response.set_cookie(
        feedpass.COOKIE,
        feedpass.make(slug, expires_at),
        path=feedpass.path(slug),
        expires=expires_at,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )


def me_of(caller: Caller, viewer: Viewer, conference: Conference) -> MeOut:
    """Return who the caller is and which commands are open to him, for the screens."""
    kind = "venue" if caller.venue else "staff" if viewer.staff else "public"
    return MeOut(
        kind=kind,
        venue=caller.venue.venue_key if caller.venue else None,
        name=caller.actor.label if caller.is_known else "",
        device=caller.venue.device_key[:8] if caller.venue else None,
        head_count=head_count_of(conference.pk, caller.venue.venue_key) if caller.venue else None,
        may=commands_of(caller, conference),
    )


def feed_snapshot(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the public view of a room, which the front door keeps for a second for all late-comers."""
    conference = _of_feed(request, slug)
    return JsonResponse(selectors.get_snapshot(conference, PUBLIC))


def feed_events(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the public log after number `after`, which the front door keeps for a second."""
    conference = _of_feed(request, slug)
    after = request.GET.get("after", "0")
    return JsonResponse(
        selectors.get_events(
            conference, PUBLIC, after=int(after) if after.isdecimal() and len(after) < 10 else 0
        )
    )


def _need_staff(caller: Caller, conference: Conference) -> None:
    if not viewer_of(caller, conference).staff:
        raise NotAllowed(_("Only the staff of the conference sees the contacts of the venues."))


def _of_feed(request: HttpRequest, slug: str) -> Conference:
    conference = conference_of(request, slug)
    is_open = conference.open_to_public and conference.status != conferences.Status.DRAFT
    if is_open or feedpass.holds(slug, request.COOKIES.get(feedpass.COOKIE, ""), now()):
        return conference
    raise NotAllowed(_("This conference is not open to you. Sign in, or enter with the link of your venue."))
