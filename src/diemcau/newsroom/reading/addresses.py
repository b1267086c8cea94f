"""Addresses as a reader may pass them on: whole, with the host by which the portal was asked for."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail.models import Page

from diemcau.newsroom.models import Article


def whole_address(request: HttpRequest, page: Any) -> str:
    """Return the whole address of a page; the host is the reader's own, so that it works for whom it is sent to."""
    return request.build_absolute_uri(page.get_url(request))


def find_article(request: HttpRequest, path: str) -> Article:
    """Return the published article at a path of the portal.

    Raises: Http404: there is none, or it is not for everyone.
    """
    found = Page.route_for_request(request, path)
    page = found.page if found else None
    if not isinstance(page, Article) or page.get_view_restrictions().exists():
        raise Http404
    return page
