"""The JSON API: every app's routers, one way of saying what went wrong."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from diemcau import __version__
from diemcau.core.errors import DiemCauError, Invalid
from diemcau.room.http.commands import router as room_commands
from diemcau.room.http.reading import router as room_reading

api = NinjaAPI(title="Điểm Cầu", version=__version__, docs_url=None, urls_namespace="api")
api.add_router("", room_reading)
api.add_router("", room_commands)


@api.exception_handler(DiemCauError)
def in_words(request: HttpRequest, error: DiemCauError) -> HttpResponse:
    """Answer with the error's own status, code and sentence."""
    return api.create_response(
        request, {"error": error.reason, "message": error.message}, status=error.status
    )


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the fields that cannot be understood."""
    faults = "; ".join(f"{'.'.join(str(part) for part in e['loc'][1:])}: {e['msg']}" for e in error.errors)
    return in_words(request, Invalid(faults))
