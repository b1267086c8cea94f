"""Links to our own portals: looked up here, without a request."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from diemcau.newsroom.editing.linkcheck_fetch import Look
from diemcau.newsroom.models.links import LinkState

_FINE, _GONE = Look(LinkState.FINE), Look(LinkState.GONE, 404)


def own_hosts() -> frozenset[str]:
    """Return the host names of the portals, and that of the installation."""
    hosts = set(Site.objects.values_list("hostname", flat=True))
    return frozenset(hosts | {urlsplit(settings.PUBLIC_URL).hostname or ""})


def is_inside(address: str, hosts: frozenset[str]) -> bool:
    """Say whether an address is one of our own: a named page or document, or on a portal's host."""
    return address.startswith(("page:", "document:")) or (urlsplit(address).hostname or "") in hosts


def look_inside(address: str) -> Look:
    """Return whether readers find something at one of our own addresses."""
    kind, _colon, number = address.partition(":")
    if kind == "page":
        return (
            _FINE if number.isdigit() and Page.objects.live().public().filter(pk=number).exists() else _GONE
        )
    if kind == "document":
        there = number.isdigit() and get_document_model().objects.filter(pk=number).exists()
        return _FINE if there else _GONE
    parts = urlsplit(address)
    path = unquote(parts.path) or "/"
    if path.startswith(settings.MEDIA_URL):
        return _FINE if default_storage.exists(path.removeprefix(settings.MEDIA_URL)) else _GONE
    return (
        _FINE if _is_redirected(parts.path, parts.query) or _is_served(parts.hostname or "", path) else _GONE
    )


def _is_redirected(path: str, query: str) -> bool:
    old = Redirect.normalise_path(path + (f"?{query}" if query else ""))
    return bool(Redirect.objects.filter(old_path=old).exists())


def _is_served(host: str, path: str) -> bool:
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            found = resolve(path)
        except Resolver404:
            return False
        if found.url_name != "wagtail_serve":
            return True
        return _routes_to_page(host, str(found.args[0]))


def _routes_to_page(host: str, path: str) -> bool:
    request = HttpRequest()
    request.method = "GET"
    request.META = {"SERVER_NAME": host, "SERVER_PORT": "80", "HTTP_HOST": host}
    site = Site.objects.filter(hostname=host).first() or Site.objects.filter(is_default_site=True).first()
    if site is None:
        return False
    root = site.root_page.localized.specific
    try:
        found = root.route(request, [part for part in path.split("/") if part])
    except Http404:
        return False
    return bool(found.page.live)
