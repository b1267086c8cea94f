"""Other news (tin khác) for those who have read an article."""

from typing import Any, cast

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from diemcau.newsroom.models import Article, ArticleTag
from diemcau.newsroom.reading.article import listed

_PORTAL_DEPTH = 2


def other_articles(article: Article, limit: int = 6) -> list[Article]:
    """Return published articles of the same portal: on the same conference, then with a tag in common, then of the section.

    Each group begins with its newest; the article itself is never among them.
    """
    portal = article.path[: _PORTAL_DEPTH * Article.steplen]
    others = Article.objects.filter(path__startswith=portal).live().public().exclude(pk=article.pk)
    on_conference = (
        _newest(others.filter(conference=article.conference), limit) if article.conference else None
    )
    tags = ArticleTag.objects.filter(content_object_id=article.pk).values("tag_id")
    tagged = _newest(others.filter(pk__in=_bearing(tags)), limit)
    in_section = _newest(others.filter(path__startswith=article.path[: -Article.steplen]), limit)
    found = Q(pk__in=tagged) | Q(pk__in=in_section)
    order = [When(pk__in=tagged, then=Value(1))]
    if on_conference is not None:
        found |= Q(pk__in=on_conference)
        order.insert(0, When(conference=article.conference, then=Value(0)))
    nearness = Case(*order, default=Value(2), output_field=IntegerField())
    articles = listed(Article.objects.filter(found)).order_by(nearness, "-dateline_at", "-pk")
    return cast("list[Article]", list(articles[:limit]))


def _newest(articles: "QuerySet[Article]", limit: int) -> "QuerySet[Article, dict[str, Any]]":
    return articles.order_by("-dateline_at", "-pk").values("pk")[:limit]


def _bearing(tags: "QuerySet[ArticleTag, dict[str, Any]]") -> "QuerySet[ArticleTag, dict[str, Any]]":
    bearing: QuerySet[ArticleTag, dict[str, Any]] = ArticleTag.objects.filter(tag_id__in=tags).values(
        "content_object_id"
    )
    return bearing
