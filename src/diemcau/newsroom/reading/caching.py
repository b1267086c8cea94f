"""How long what a portal answers may be kept: by the front door for a second, by browsers only to ask again.

An answer to a reader who is not signed in is the same for everyone: it sets no cookie, depends on none, and says so.
`X-Accel-Expires` is for the front door alone, which hands it on to nobody. It counts in whole seconds: told to keep an answer
for one, it keeps it for up to two. So it is told until when: for half a second at least, for one and a half at most.
"""

import re
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

# The same addresses as in the front door's configuration.
_PUBLIC = re.compile(r"/(?:vi|en)/|/robots\.txt\Z|/sitemap[a-z-]*\.xml\Z")
_FRESH_S = 1
_KEPT = {200, 301, 302, 404, 410}
_NEVER = re.compile(r"private|no-store")


def keep_for_everyone(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let the front door keep what is public; let it keep nothing of those who are signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _PUBLIC.match(request.path_info) or request.method not in {"GET", "HEAD"}:
            return response
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_cache=True)
            return response
        return _shared(request, response) if _is_for_everyone(response) else response

    return middleware


def _is_for_everyone(response: HttpResponse) -> bool:
    return (
        response.status_code in _KEPT
        and not response.cookies
        and not response.streaming
        and not _NEVER.search(response.get("Cache-Control", ""))
    )


def _shared(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    del response["Vary"]
    response["X-Accel-Expires"] = f"@{int(time.time() + _FRESH_S / 2)}"
    response.setdefault("Cache-Control", "no-cache")
    if response.status_code != 200:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
