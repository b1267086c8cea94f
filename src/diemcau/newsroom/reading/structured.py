"""What search engines and networks read of a page: JSON-LD and Open Graph."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading.addresses import whole_address
from diemcau.newsroom.reading.context import Frame, Place

_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def news_article(request: HttpRequest, frame: Frame, page: Article, picture_url: str) -> dict[str, Any]:
    """Describe an article.

    Source: schema.org/NewsArticle and what search engines ask of it.
    """
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.lead,
        "mainEntityOfPage": whole_address(request, page),
        "inLanguage": frame.portal.locale.language_code,
        "datePublished": page.dateline_at.isoformat(),
        "dateModified": (page.last_published_at or page.dateline_at).isoformat(),
        "publisher": {"@type": "Organization", "name": frame.portal.name},
    }
    if page.author:
        found["author"] = {"@type": "Person", "name": page.author}
    if picture_url:
        found["image"] = [picture_url]
    if page.source_url:
        found["isBasedOn"] = page.source_url
    return found


def breadcrumb_list(request: HttpRequest, steps: list[Place]) -> dict[str, Any]:
    """Describe where a page stands: the pages above it from the portal down, and itself.

    Source: schema.org/BreadcrumbList.
    """
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": place.title,
                "item": request.build_absolute_uri(place.url),
            }
            for position, place in enumerate(steps, start=1)
        ],
    }


def as_json(thing: dict[str, Any]) -> SafeString:
    """Write a description so that it can stand in a `<script>` without ending it."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_HARMLESS))  # noqa: S308
