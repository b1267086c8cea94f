"""Who stands at the door of the signalling: the person of a session, checked as every page checks him."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from websockets.datastructures import Headers

from diemcau.conferences.api import get_conference
from diemcau.core.errors import NotAllowed
from diemcau.media.rules import may_publish_stage
from diemcau.people.api import User
from diemcau.people.middleware import require_second_factor


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a visitor wants to go, and what his browser told of him."""

    slug: str
    headers: Headers

    def check_origin(self) -> None:
        """Only our own pages open this door.

        Raises:
            NotAllowed: the request comes from a page of another host.
        """
        host = self.headers.get("X-Forwarded-Host") or self.headers.get("Host")
        if not host or urlsplit(self.headers.get("Origin", "")).netloc != host:
            raise NotAllowed(_("This page may not publish a picture here."))

    async def check_person(self) -> str:
        """Return the name of the person who may publish on this stage.

        Raises:
            NotAllowed: nobody is signed in, or the person may not. NotFound: there is no such conference.
        """
        return await sync_to_async(self._check_person)()

    def _check_person(self) -> str:
        close_old_connections()
        try:
            request = self._request()
            allowed = require_second_factor(lambda _request: HttpResponse())(request).status_code == 200
            conference = get_conference(self.slug)
            user = request.user
            if not allowed or not isinstance(user, User) or not may_publish_stage(user, conference):
                raise NotAllowed(
                    _("You may not put a picture on this stage. Sign in as its director or technical desk.")
                )
            return user.get_full_name() or user.get_username()
        finally:
            close_old_connections()

    def _request(self) -> HttpRequest:
        request = HttpRequest()
        request.path = request.path_info = f"/api/media/{self.slug}/signal"
        request.META = {
            f"HTTP_{name.upper().replace('-', '_')}": value
            for name, value in self.headers.raw_items()
            if name.lower() not in {"cookie", "connection", "upgrade"}
        }
        request.META["REMOTE_ADDR"] = "127.0.0.1"
        store = import_module(settings.SESSION_ENGINE).SessionStore
        request.session = store(self._cookie(settings.SESSION_COOKIE_NAME))
        request.user = get_user(request)
        return request

    def _cookie(self, name: str) -> str | None:
        try:
            morsel = SimpleCookie("; ".join(self.headers.get_all("Cookie"))).get(name)
        except CookieError:
            return None
        return morsel.value if morsel else None
