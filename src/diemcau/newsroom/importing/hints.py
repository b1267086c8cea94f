"""What the names of classes, ids and properties say about an element: hints, never proof."""

import re

from bs4 import Tag

from diemcau.newsroom.importing.lines import Region

_ROLES = (
    ("caption", re.compile(r"caption|chu-?_?thich|photo-?note|img-?note|\bpic-?desc")),
    ("author", re.compile(r"\bauthor|tac-?_?gia|byline|pen-?_?name|but-?_?danh|nguoi-?_?viet")),
    ("source", re.compile(r"\bsource|\bnguon(?!g)")),
    (
        "date",
        re.compile(
            r"\b(?:post|news|article|publish|detail|entry)?-?_?(?:date|time|datetime)\b|ngay-?_?dang|datepublished|published"
        ),
    ),
    (
        "lead",
        re.compile(
            r"sapo|\blead\b|\bsummary\b|\babstract\b|chapeau|trich-?_?(?:dan|yeu)|mo-?_?ta\b|tom-?_?tat|\bintro(?:text)?\b|\bstandfirst"
        ),
    ),
    (
        "headline",
        re.compile(
            r"headline|tieu-?_?de|(?:post|news|article|detail|entry|page|content)s?-?_?title\b|title-?_?(?:post|news|article|detail)"
        ),
    ),
)
_REGIONS = (
    (
        Region.ASIDE,
        re.compile(
            r"\brelate|lien-?_?quan|tin-?_?khac|other-?_?news|news-?_?other|\bcomment|binh-?_?luan|sidebar|right-?_?col|left-?_?col|most-?_?(?:view|read)|\bbanner|\badvert|\bwidget"
        ),
    ),
    (Region.MENU, re.compile(r"\bnav\b|navbar|navigation|\bmenu|breadcrumb|pathway|\bpaging|pagination")),
    (Region.FOOT, re.compile(r"^footer|\bfooter\b|chan-?_?trang")),
    (Region.HEAD, re.compile(r"masthead|site-?header|page-?header\b|^header\b|\btopbar")),
)
_TAG_REGIONS = {"nav": Region.MENU, "footer": Region.FOOT, "aside": Region.ASIDE}
_ROLE_AT_MOST = 1200


def role_of(tag: Tag) -> str:
    """Return what an element's names call it; nothing for an element that is too large for it."""
    if tag.name == "figcaption":
        return "caption"
    names = _names(tag)
    if not names:
        return ""
    role = next((role for role, pattern in _ROLES if pattern.search(names)), "")
    return role if role and len(tag.get_text()) <= _ROLE_AT_MOST else ""


def region_of(tag: Tag) -> Region:
    """Return the part of the page that an element is."""
    if tag.name in _TAG_REGIONS:
        return _TAG_REGIONS[tag.name]
    if tag.name == "header":
        return Region.MAIN if tag.find_parent(["article", "main"]) else Region.HEAD
    if tag.name in {"body", "html", "form", "main", "article"}:
        return Region.MAIN
    names = _names(tag)
    return next((region for region, pattern in _REGIONS if names and pattern.search(names)), Region.MAIN)


def _names(tag: Tag) -> str:
    parts = [*tag.get_attribute_list("class"), tag.get("id"), tag.get("itemprop")]
    return " ".join(str(part) for part in parts if part).lower()
