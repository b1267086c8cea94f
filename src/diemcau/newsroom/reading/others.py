"""The cards below an article: what is near to it, and where that is little, the newest of the portal."""

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading.article import listed
from diemcau.newsroom.reading.context import lists
from diemcau.newsroom.reading.related import other_articles

_FEWEST = 3
_PORTAL_DEPTH = 2


def reading_on(page: Article) -> list[Article]:
    """Return three to six published articles of the same portal, fewer only where it has no more."""
    return lists.get(page.pk, lambda: _find(page))


def _find(page: Article) -> list[Article]:
    found = other_articles(page)
    if len(found) >= _FEWEST:
        return found
    known = [page.pk, *(one.pk for one in found)]
    portal = Article.objects.filter(path__startswith=page.path[: _PORTAL_DEPTH * page.steplen])
    newest = listed(portal.live().public().exclude(pk__in=known))
    return [*found, *newest[: _FEWEST - len(found)]]
