"""Live events as Server-Sent Events, where WebSocket is blocked; pulses come by POST then.

Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import json
from collections.abc import AsyncIterator
from time import monotonic

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from diemcau.conferences.api import get_conference
from diemcau.core.errors import DiemCauError
from diemcau.room import live
from diemcau.room.http.hub import hub
from diemcau.room.rules import caller_of, viewer_of

CHECK_S = 15.0  # a sign of life for proxies, and a look whether the reader may still follow
STREAMS = ("events", "head", "own", "board")


async def stream(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Follow a room; the names of the events are those of the subjects in `connect`'s answer."""
    wanted = await sync_to_async(_subjects)(request, slug)
    response = StreamingHttpResponse(_follow(request, slug, wanted), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _subjects(request: HttpRequest, slug: str) -> dict[str, str]:
    """Return subject → name of the event. Raises: NotFound, NotSignedIn, NotAllowed."""
    conference = get_conference(slug)
    caller = caller_of(request, conference, "venue" if request.GET.get("face") else None)
    subjects = live.subjects_for(viewer_of(caller, conference), slug)
    return {subject: name for name in STREAMS if (subject := subjects[name])}


async def _follow(request: HttpRequest, slug: str, wanted: dict[str, str]) -> AsyncIterator[bytes]:
    async with hub.reading(list(wanted)) as queue:
        yield b"retry: 2000\n\n"
        checked_s = monotonic()
        while True:
            if monotonic() - checked_s >= CHECK_S:
                if not await _still_welcome(request, slug, wanted):
                    return
                checked_s = monotonic()
                yield b": here\n\n"
            try:
                said = await asyncio.wait_for(queue.get(), CHECK_S)
            except TimeoutError:
                continue
            if said is None:
                return
            subject, payload = said
            yield b"event: %s\ndata: %s\n\n" % (wanted[subject].encode(), payload)
            if _is_revoked(payload) and not await _still_welcome(request, slug, wanted):
                return


def _afresh(request: HttpRequest) -> HttpRequest:
    """Return the same request as if it came now: session, account and venue are read again."""
    again = HttpRequest()
    for name in ("method", "path", "META", "COOKIES", "GET"):
        setattr(again, name, getattr(request, name))
    again.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    again.user = get_user(again)
    return again


def _is_revoked(payload: bytes) -> bool:
    return payload.startswith(b'{"revoked"') and "revoked" in json.loads(payload)


async def _still_welcome(request: HttpRequest, slug: str, wanted: dict[str, str]) -> bool:
    try:
        return await sync_to_async(_subjects)(_afresh(request), slug) == wanted
    except DiemCauError:
        return False
