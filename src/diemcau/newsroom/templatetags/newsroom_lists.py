"""Tags of the pages that list articles; each works its list out once for a page."""

from typing import Any

from django import template

from diemcau.newsroom.reading import lists
from diemcau.newsroom.reading.context import frame_of

register = template.Library()


@register.simple_tag(takes_context=True)
def home_lists(context: dict[str, Any], portal: Any) -> lists.HomeLists:
    """Give what a home page lists."""
    request = context["request"]
    if not hasattr(request, "home_lists"):
        frame = frame_of(request)
        request.home_lists = lists.home_lists(frame, portal) if frame else lists.HomeLists()
    found: lists.HomeLists = request.home_lists
    return found


@register.simple_tag(takes_context=True)
def section_list(context: dict[str, Any], section: Any) -> lists.SectionList:
    """Give the page of a section's articles that was asked for."""
    request = context["request"]
    if not hasattr(request, "section_list"):
        request.section_list = lists.section_list(request, frame_of(request), section)
    found: lists.SectionList = request.section_list
    return found
