"""Tags of an article's page and of its blocks."""

from typing import Any
from urllib.parse import urlsplit

from django import template

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading.article import Tools, tools_of
from diemcau.newsroom.reading.context import Frame, Place, frame_of
from diemcau.newsroom.reading.events import event_of, recording_of
from diemcau.newsroom.reading.others import reading_on
from diemcau.newsroom.reading.records import is_record, lead_of

register = template.Library()


@register.simple_tag(takes_context=True)
def article_tools(context: dict[str, Any], page: Article) -> Tools | None:
    """Give addresses, codes and links of an article, worked out once for a page."""
    request = context["request"]
    if not hasattr(request, "article_tools"):
        frame = frame_of(request)
        request.article_tools = tools_of(request, frame, page) if frame and page.pk else None
    tools: Tools | None = request.article_tools
    return tools


@register.simple_tag
def other_news(page: Article) -> list[Article]:
    """Give articles for those who want to read on."""
    return reading_on(page) if page.pk and page.path else []


@register.simple_tag
def event_page_of(frame: Frame | None, page: Article) -> Place | None:
    """Give the portal's page of the conference that an article is on."""
    return frame.events.get(page.conference) if frame and page.conference else None


@register.filter
def is_web_address(address: str) -> bool:
    """Tell whether a link may lead to an address: the web's own schemes only."""
    return urlsplit(address or "").scheme in {"http", "https"}


@register.simple_tag
def document_size(document: Any) -> int | None:
    """Give a document's size in bytes; None where its file is gone."""
    try:
        return int(document.get_file_size() or 0) or None
    except OSError:
        return None


register.filter("is_record", is_record)
register.filter("lead_of", lead_of)
register.simple_tag(recording_of, name="recording_of")
register.simple_tag(event_of, name="event_of")
