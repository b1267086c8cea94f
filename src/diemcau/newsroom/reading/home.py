"""The way to the portal of the host that was asked for."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.models import Site

from diemcau.newsroom.models import Portal


def to_the_portal(request: HttpRequest) -> HttpResponse:
    """Lead from `/` to the portal's main language; to the workspace where no portal was made yet."""
    site = Site.find_for_request(request)
    page = site.root_page.specific if site else None
    if isinstance(page, Portal) and page.live:
        return HttpResponseRedirect(f"/{page.locale.language_code}/")
    if request.user.is_authenticated or site is None or not isinstance(page, Portal):
        return HttpResponseRedirect("/app/")
    raise Http404
