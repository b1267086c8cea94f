"""What search engines are told: every public page of a portal in each language, and where they need not look."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page, Site

from diemcau.newsroom.models import Portal
from diemcau.newsroom.reading.addresses import whole_address

_SHUT = ("/app/", "/live/", "/api/", "/anh/", "/v")


class PortalPages(Sitemap):  # type: ignore[type-arg]
    """The public pages of one portal in one language, with the same pages in its others."""

    limit = 5_000

    def __init__(self, request: HttpRequest, portal: Portal, trees: list[Portal]) -> None:
        """Begin with a tree of a portal and all trees of it."""
        self._request, self._portal, self._trees = request, portal, trees

    def items(self) -> Any:
        """Return the pages, in the order of the tree."""
        return _public(self._portal).order_by("path")

    def get_latest_lastmod(self) -> datetime | None:
        """Return when a page of the tree was last published."""
        newest = (
            _public(self._portal)
            .filter(last_published_at__isnull=False)
            .order_by("-last_published_at")
            .first()
        )
        return newest.last_published_at if newest else None

    def _urls(self, page: int | str, *_here: str) -> list[dict[str, Any]]:
        pages = list(self.paginator.page(page).object_list)
        alternates = self._alternates(pages)
        return [
            {
                "location": whole_address(self._request, one),
                "lastmod": one.last_published_at or one.latest_revision_created_at,
                "alternates": alternates.get(one.translation_key, []),
            }
            for one in pages
        ]

    def _alternates(self, pages: Iterable[Page]) -> dict[Any, list[dict[str, str]]]:
        """Return for each page that there is in several languages where it is in each."""
        if len(self._trees) < 2:
            return {}
        keys = [page.translation_key for page in pages]
        found: dict[Any, list[dict[str, str]]] = {}
        for tree in self._trees:
            for one in _public(tree).filter(translation_key__in=keys):
                alternate = {
                    "lang_code": tree.locale.language_code,
                    "location": whole_address(self._request, one),
                }
                found.setdefault(one.translation_key, []).append(alternate)
        return {key: alternates for key, alternates in found.items() if len(alternates) > 1}


def index(request: HttpRequest) -> HttpResponse:
    """Answer with the parts of the map of the portal that was asked for."""
    return views.index(request, _parts(request), sitemap_url_name="newsroom_sitemap")


def part(request: HttpRequest, section: str) -> HttpResponse:
    """Answer with the pages of one language."""
    return views.sitemap(request, _parts(request), section=section)


def robots(request: HttpRequest) -> HttpResponse:
    """Answer with what robots leave alone, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _SHUT)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('newsroom_sitemaps'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _parts(request: HttpRequest) -> "dict[str, type[Sitemap[Any]] | Sitemap[Any]]":
    site = Site.find_for_request(request)
    key = site.root_page.translation_key if site else None
    trees = list(Portal.objects.filter(translation_key=key).live().public().select_related("locale"))
    if key is None or not trees:
        raise Http404
    return {tree.locale.language_code: PortalPages(request, tree, trees) for tree in trees}


def _public(portal: Portal) -> Any:
    return Page.objects.descendant_of(portal, inclusive=True).live().public()
