"""`/anh/`: a photographer's phone sends pictures. No account, and no JavaScript needed.

The address of the link holds the token; it moves into a cookie at once, so that the address is clean afterwards.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from diemcau.conferences import api as conferences
from diemcau.core.errors import DiemCauError
from diemcau.newsroom.models import PhotographerLink, Picture, PoolState
from diemcau.newsroom.pool import commands
from diemcau.newsroom.pool.errors import LinkRefused, TooManyPictures
from diemcau.newsroom.pool.intake import MOST_BYTES
from diemcau.newsroom.pool.links import link_in

COOKIE = "dc_photographer"
MOST_AT_ONCE = 20
_SHOWN = 60


@csrf_exempt  # whatever the method: an answer that Django refuses by itself would put the address into the log
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the token in a cookie and lead to the clean address."""
    try:
        link = link_in(token)
    except LinkRefused as refusal:
        response = _refused(request, refusal)
    else:
        response = redirect("photographer")
        response.set_cookie(
            COOKIE,
            token,
            expires=link.expires_at,
            path=reverse("photographer"),
            httponly=True,
            secure=request.is_secure(),
            samesite="Lax",
        )
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def send(request: HttpRequest) -> HttpResponse:
    """Show the form and what was sent; take pictures in on POST."""
    try:
        link = link_in(request.COOKIES.get(COOKIE, ""))
    except LinkRefused as refusal:
        return _refused(request, refusal)
    if request.method == "POST":
        _take_in(request, link)
        return redirect("photographer")
    return render(request, "newsroom/pool/phone.html", _facts(link))


@require_POST
@never_cache
def caption(request: HttpRequest) -> HttpResponse:
    """Keep the captions that the photographer wrote."""
    try:
        link = link_in(request.COOKIES.get(COOKIE, ""))
    except LinkRefused as refusal:
        return _refused(request, refusal)
    written = 0
    for picture in _sent(link):
        text = request.POST.get(f"caption-{picture.pk}")
        if text is not None and picture.state == PoolState.WAITING and text.strip() != picture.caption:
            commands.caption_own(link, picture.pk, text)
            written += 1
    said = ngettext("One caption was kept.", "%(count)s captions were kept.", written) % {"count": written}
    messages.success(request, said if written else _("No caption has changed."))
    return redirect("photographer")


def _take_in(request: HttpRequest, link: PhotographerLink) -> None:
    files = request.FILES.getlist("pictures")
    if not files:
        messages.error(request, _("Choose one or more pictures first."))
    if len(files) > MOST_AT_ONCE:
        said = _("Send at most %(most)s pictures at once; the first %(most)s were taken.")
        messages.warning(request, said % {"most": MOST_AT_ONCE})
    new = again = 0
    for file in files[:MOST_AT_ONCE]:
        try:
            # One byte more than is allowed is enough to see that a file is too large.
            received = commands.receive(link, file.read(MOST_BYTES + 1))
        except TooManyPictures as error:
            messages.error(request, error.message)
            break
        except DiemCauError as error:
            messages.error(request, f"{file.name}: {error.message}")
        else:
            new, again = new + received.is_new, again + (not received.is_new)
    if new:
        said = ngettext(
            "One picture has arrived. Thank you!", "%(count)s pictures have arrived. Thank you!", new
        )
        messages.success(request, said % {"count": new})
    if again:
        said = ngettext(
            "One picture was here already, so it was not kept twice.",
            "%(count)s pictures were here already, so they were not kept twice.",
            again,
        )
        messages.info(request, said % {"count": again})


def _sent(link: PhotographerLink) -> list[Picture]:
    """Return what came with the link, the newest first."""
    found = Picture.objects.filter(pk__in=link.deliveries.exclude(picture=None).values("picture"))
    return list(found.order_by("-created_at", "-id")[:_SHOWN])


def _facts(link: PhotographerLink) -> dict[str, Any]:
    conference = conferences.get_conference(link.conference)
    pictures = _sent(link)
    return {
        "link": link,
        "conference": conference,
        "venue": conferences.get_venue(conference, link.venue) if link.venue else None,
        "pictures": pictures,
        "most": MOST_AT_ONCE,
        "open": any(picture.state == PoolState.WAITING for picture in pictures),
    }


def _refused(request: HttpRequest, refusal: LinkRefused) -> HttpResponse:
    response = render(
        request, "newsroom/pool/phone_refused.html", {"refusal": refusal}, status=refusal.status
    )
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001  the address may hold a token
    return response
