"""Pages for what could not be answered: in the portal's looks under a portal's address, else the workspace's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views import defaults

from diemcau.newsroom.reading.context import frame_of

_WORDS = {
    404: (
        _("This page is not on the portal"),
        _("The address may be mistyped, or the page was moved or taken down."),
    ),
    403: (
        _("This page is not for everyone"),
        _("It can be read by those who were given the right to it."),
    ),
}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer that there is no such page."""
    return _portal_page(request, 404) or defaults.page_not_found(request, exception)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer that the reader may not have the page."""
    return _portal_page(request, 403) or defaults.permission_denied(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer that the server failed; nothing is asked of the database, which may be what failed."""
    language = translation.get_language_from_path(request.path_info)
    if language is None:
        return defaults.server_error(request)
    with translation.override(language):
        return render(request, "newsroom/failed.html", {"language": language}, status=500)


def _portal_page(request: HttpRequest, status: int) -> HttpResponse | None:
    language = translation.get_language_from_path(request.path_info)
    if language is None:
        return None
    # What failed may have been the middleware that chooses the language.
    with translation.override(language):
        if frame_of(request) is None:
            return None
        title, words = _WORDS[status]
        given = {"status": status, "fault": title, "words": words}
        return render(request, "newsroom/error.html", given, status=status)
