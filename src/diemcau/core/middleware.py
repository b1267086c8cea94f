"""What every answer of the web application carries."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation

from diemcau.core.errors import DiemCauError

# Nothing is loaded from another host; Wagtail's and Django's own admin pages still need inline styles.
_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self'; connect-src 'self' {ws}; worker-src 'self' blob:; frame-ancestors 'self'; "
    "base-uri 'self'; form-action 'self'"
)


def content_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Forbid every request to another host."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        scheme = "wss" if request.is_secure() else "ws"
        policy = _POLICY.format(ws=f"{scheme}://{request.get_host()}")
        if request.path.startswith("/app/cms/"):
            policy = policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'")
        response.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def chosen_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the language of the address (the portals' pages), else the one the reader chose, else the installation's own.

    What the browser prefers is not asked: most of an office's machines say English and their readers do not.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        wanted = translation.get_language_from_path(request.path_info) or cookie
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.setdefault("Content-Language", language)
        return response

    return middleware


class ErrorsInWords:
    """Turn our own errors into a page or a JSON answer in the reader's words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer with the error's own status; other exceptions stay Django's."""
        if not isinstance(error, DiemCauError):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"error": error.reason, "message": error.message}, status=error.status)
        return render(request, "diemcau/refused.html", {"error": error}, status=error.status)


errors_in_words = ErrorsInWords
