"""Documents are handed out to be kept, never to be shown as a page of the portal."""

from django.http import HttpRequest, HttpResponse
from wagtail.documents.views.serve import serve

# A drawing with a script in it, were it opened all the same, may do nothing and belongs to nobody.
_POLICY = "default-src 'none'; sandbox"


def hand_out(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Send a document as Wagtail does, with a policy under which nothing in it runs."""
    response: HttpResponse = serve(request, document_id, document_filename)
    response["Content-Security-Policy"] = _POLICY
    return response
