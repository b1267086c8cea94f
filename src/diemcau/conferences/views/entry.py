"""`/v`: a venue enters by link or short code and chooses its face. The plain form works without JavaScript."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from diemcau.conferences import access
from diemcau.conferences.errors import BadLink, EntryRefused
from diemcau.conferences.models import Face, VenueDevice


# The token or code is the credential itself, and programs bring no cookie; a page of another host is refused below.
@csrf_exempt
@never_cache
def venue_entry(request: HttpRequest) -> HttpResponse:
    """Show the form or the choice of faces; let a venue in on POST (`token=` or `code=`, form or JSON answer)."""
    return _enter(request) if request.method == "POST" else _show(request)


def _show(request: HttpRequest) -> HttpResponse:
    session, refusal = access.entry_of(request)
    return render(request, "conferences/entry.html", {"session": session, "refusal": refusal})


def _enter(request: HttpRequest) -> HttpResponse:
    try:
        device = _device(request)
    except EntryRefused as refusal:
        if _wants_json(request):
            facts = {"error": refusal.reason, "message": refusal.message, "desk_phone": refusal.desk_phone}
            return JsonResponse(facts, status=refusal.status)
        return render(request, "conferences/entry.html", {"refusal": refusal}, status=refusal.status)
    response = _answer(device) if _wants_json(request) else redirect("venue_entry")
    access.set_cookie(response, device, request)
    return response


def _device(request: HttpRequest) -> VenueDevice:
    if _from_elsewhere(request):
        raise BadLink
    if token := request.POST.get("token", ""):
        return access.enter_by_token(token, request)
    return access.enter_by_code(request.POST.get("code", ""), request)


def _from_elsewhere(request: HttpRequest) -> bool:
    """Say whether a page of another host sent this, to put a hall's browser into a venue that is not its own."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _answer(device: VenueDevice) -> JsonResponse:
    venue = device.access.venue
    slug = venue.conference.slug
    return JsonResponse(
        {
            "conference": slug,
            "venue": {"key": venue.key, "name": venue.name},
            "hall": f"/live/{slug}/{Face.HALL}",
            "remote": f"/live/{slug}/{Face.REMOTE}",
        }
    )
