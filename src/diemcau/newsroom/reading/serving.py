"""The shortest way to an article, by which most readers come; everything else goes Wagtail's way.

Wagtail asks for each page from the portal down, each in two tables, and then for the restrictions above it: eleven questions to
the database. The frame of the portal knows the sections that everyone may read; below one of them, one question is left.
"""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.views import serve as serve_by_wagtail
from wagtail.views import serve_chain
from wagtail.wagtail_hooks import check_view_restrictions

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading.context import frame_of, is_shut

_READS = {"GET", "HEAD"}


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at a path below the language."""
    article = _article(request) if request.method in _READS else None
    if article is None:
        by_wagtail: HttpResponse = serve_by_wagtail(request, path)
        return by_wagtail
    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        # What it asks for again is known here: nothing above the article is shut.
        chain = chain if hook is check_view_restrictions else hook(chain)
    found: HttpResponse = chain(article, request, [], {})
    return found


def _article(request: HttpRequest) -> Article | None:
    """Return the published article that everyone may read at the address; None where it is anything else."""
    frame = frame_of(request)
    above, _, slug = request.path_info.rstrip("/").rpartition("/")
    places = frame.sections.values() if frame else ()
    place = next((one for one in places if one.url == f"{above}/"), None)
    if place is None:
        return None
    articles = Article.objects.filter(
        path__startswith=place.path, depth=len(place.path) // Article.steplen + 1
    )
    found = articles.filter(slug=slug, live=True, alias_of=None).select_related("picture")[:1]
    return next((one for one in found if not is_shut(one.pk)), None)
