"""Portals, sections and articles to read, made without a workspace around them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from wagtail.models import Collection, Locale, Page, Site

from diemcau.newsroom.models import Article, Portal, Section

_numbers = count(1)
FIRST_AT = datetime(2022, 4, 28, 9, 10, tzinfo=UTC)


def make_portal(host: str, *, language: str = "vi", of: Portal | None = None, name: str = "") -> Portal:
    """Make a portal with a site of its own; `of` makes it the tree of another language of that portal."""
    Locale.objects.get_or_create(language_code="vi")
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    locale = Locale.objects.get_or_create(language_code=language)[0]
    number = next(_numbers)
    name = name or f"Cổng {host}"
    portal = Portal(title=name, name=name, slug=f"cong-{number}", locale=locale)
    if of:
        portal.translation_key = of.translation_key
    root.add_child(instance=portal)
    if of is None:
        is_first = not Site.objects.filter(is_default_site=True).exists()
        Site.objects.update_or_create(
            hostname=host, port=80, defaults={"root_page": portal, "is_default_site": is_first}
        )
    found: Portal = Portal.objects.get(pk=portal.pk)
    return found


def make_section(parent: Any, title: str = "Tin tức") -> Section:
    """Make a section below a portal or a section."""
    parent.refresh_from_db()
    section: Section = parent.add_child(instance=Section(title=title, locale=parent.locale))
    return section


def make_article(section: Section, title: str, *, text: str = "", minutes: int = 0, **given: Any) -> Article:
    """Make a published article with a paragraph of text, some minutes after the first moment."""
    section.refresh_from_db()
    body = [("text", f"<p>{text}</p>")] if text else []
    at = given.pop("dateline_at", FIRST_AT + timedelta(minutes=minutes))
    given = {"first_published_at": at, "last_published_at": at} | given
    tags = given.pop("tags", ())
    article: Article = section.add_child(
        instance=Article(title=title, dateline_at=at, body=body, locale=section.locale, **given)
    )
    if tags:
        article.tags.add(*tags)
        article.save()
    return article
