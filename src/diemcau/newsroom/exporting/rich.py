"""Rich text without what belongs to our portal: no classes, no internal references, whole addresses."""

from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from wagtail.rich_text import expand_db_html

_KEPT = frozenset({"h2", "h3", "p", "b", "strong", "i", "em", "ul", "ol", "li", "a", "sup", "sub", "br"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def clean_html(stored: str, base: str) -> str:
    """Return stored rich text as clean HTML; `base` is the address against which its links are read."""
    soup = BeautifulSoup(expand_db_html(stored), "html.parser")
    for tag in soup.find_all(True):
        if tag.name not in _KEPT:
            tag.unwrap()
            continue
        href = str(tag.get("href") or "")
        tag.attrs = {}
        if tag.name == "a":
            _link(tag, href, base)
    return str(soup)


def _link(tag: Tag, href: str, base: str) -> None:
    """Give a link its whole address; one that leads nowhere leaves its words."""
    whole = urljoin(base, href) if href else ""
    if urlsplit(whole).scheme in _SCHEMES:
        tag["href"] = whole
    else:
        tag.unwrap()
