"""Tags of the portals' templates."""

from datetime import datetime
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from diemcau.core.templatetags.diemcau import built
from diemcau.newsroom.reading import dates, pictures, structured
from diemcau.newsroom.reading.addresses import whole_address
from diemcau.newsroom.reading.context import Frame, Place, frame_of, translations

register = template.Library()
register.filter("dateline", dates.dateline)
register.filter("short_date", dates.short_date)

_SIZES = {"card": pictures.CARD, "main": pictures.MAIN, "text": pictures.TEXT}


@register.simple_tag(takes_context=True)
def portal_frame(context: dict[str, Any]) -> Frame | None:
    """Give name, colours, sections and foot of the portal that the page belongs to."""
    return frame_of(context["request"])


@register.simple_tag(takes_context=True)
def page_address(context: dict[str, Any], page: Any) -> str:
    """Give the whole address of a page, by the host that its reader asked."""
    return whole_address(context["request"], page)


@register.simple_tag
def address_of(name: str) -> str:
    """Give the address of a view of the portals; nothing where this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def breadcrumbs(context: dict[str, Any]) -> list[Place]:
    """Give the pages above the one that is read, from the portal down: those that its view names, or by its place."""
    frame, page = context["frame"], context.get("page")
    if "above" in context:
        found: list[Place] = context["above"]
        return found
    if not (frame and isinstance(page, Page) and page.path) or page.path == frame.home.path:
        return []
    above: list[Place] = frame.above(page.path)
    return above


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: dict[str, Any], above: list[Place]) -> SafeString:
    """Write for search engines where a page stands, with itself at the end."""
    request, page = context["request"], context.get("page")
    here = (
        Place(page.title, page.get_url(request) or "")
        if isinstance(page, Page)
        else Place(str(context["title"]), request.path)
    )
    return structured.as_json(structured.breadcrumb_list(request, [*above, here]))


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any], frame: Frame, page: Any = None) -> list[Place]:
    """Give the same page in other languages, only where one is published; a view leads to the other portal's home."""
    if not isinstance(page, Page):
        return [place for place in frame.languages if place.language != frame.portal.locale.language_code]
    if len(frame.languages) < 2:
        return []
    return translations.get((page.pk, frame.home.url), lambda: _translations(context["request"], page))


def _translations(request: Any, page: Page) -> list[Place]:
    others = Page.objects.live().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return [
        Place(one.title, one.get_url(request) or "", one.path, one.locale.language_code)
        for one in others.select_related("locale")
    ]


@register.inclusion_tag("newsroom/parts/picture.html")
def responsive_picture(
    picture: Any, kind: str, *, alt: str | None = None, sizes: str = "100vw", eager: bool = False
) -> dict[str, Any]:
    """Show a picture as `card` or `main` (3:2) or in a `text`; nothing where its file is gone."""
    try:
        shown = pictures.responsive(picture, _SIZES[kind])
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return {}
    return {
        "shown": shown,
        "alt": picture.default_alt_text if alt is None else alt,
        "sizes": sizes,
        "eager": eager,
    }


@register.simple_tag
def section_of(frame: Frame | None, article: Any) -> Place | None:
    """Give the section of an article."""
    return frame.section_of(article.path) if frame else None


@register.filter
def iso(at: datetime) -> str:
    """Write a moment for machines."""
    return at.isoformat(timespec="minutes")


@register.filter
def is_in(path: Any, place: Place) -> bool:
    """Tell whether the page with this tree path is a place or below it."""
    return place.holds(path or "")


@register.filter
def is_listed(place: Place, frame: Frame) -> bool:
    """Tell whether the portal's navigation shows a place already."""
    return place in frame.navigation


@register.simple_tag
def feed_address(frame: Frame, place: Place | None = None, kind: str = "rss") -> str:
    """Give the address of the feed of a portal, or of a section of it."""
    return f"{(place or frame.home).url}{kind}.xml"


@register.simple_tag
def feed_links(frame: Frame) -> SafeString:
    """Tell feed readers where the feeds of the portal are."""
    kinds = (("rss", "RSS"), ("atom", "Atom"))
    return format_html_join(
        "\n",
        '<link rel="alternate" type="application/{}+xml" title="{} ({})" href="{}">',
        ((kind, frame.portal.name, word, feed_address(frame, kind=kind)) for kind, word in kinds),
    )


@register.simple_tag
def head_script(name: str) -> SafeString:
    """Link an entry of the built front end that runs before the page is painted; nothing before `npm run build`."""
    file = built(name).get("file")
    return format_html('<script src="/assets/{}"></script>', file) if file else SafeString("")


@register.simple_tag
def portal_fonts() -> SafeString:
    """Fetch the titles' letters beside the style sheet, not after it."""
    files = [file for file in built("portal").get("assets", []) if file.endswith(".woff2")]
    return format_html_join(
        "\n",
        '<link rel="preload" href="/assets/{}" as="font" type="font/woff2" crossorigin>',
        ((file,) for file in files),
    )
