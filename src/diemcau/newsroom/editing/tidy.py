"""Rich text as it is stored: its own few marks, none of a word processor's, no script, no empty paragraph."""

import unicodedata

from bs4 import BeautifulSoup
from bs4.formatter import HTMLFormatter
from django.utils.html import escape
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

_BLOCKS = ("p", "h2", "h3", "li")
_SILENT = ("script", "style", "title", "head", "iframe", "object", "svg", "math", "template", "noscript")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u00ad"))


class _Marks(Whitelister):  # type: ignore[misc]
    """The marks that an article's text may have, those of `blocks.body.RICH_TEXT`."""

    element_rules = {
        "[document]": allow_without_attributes,
        # The keys tell an editor's comments which block they belong to.
        **dict.fromkeys(_BLOCKS, attribute_rule({"data-block-key": True})),
        **dict.fromkeys(("b", "i", "strong", "em", "sup", "sub", "br", "ul", "ol"), allow_without_attributes),
        "a": attribute_rule({"href": check_url, "linktype": True, "id": True}),
    }


def tidy(html: str) -> str:
    """Return rich text without what does not belong to it; text that is tidy comes back as it was."""
    text = unicodedata.normalize("NFC", html.translate(_INVISIBLE))
    soup = BeautifulSoup(text, "html.parser")
    before = _written(soup)
    for tag in soup.find_all(_SILENT):
        tag.decompose()
    _Marks().clean_node(soup, soup)
    for link in soup.find_all("a"):
        if not link.get("href") and not link.get("id"):
            link.unwrap()
    for tag in soup.find_all(_BLOCKS):
        if not tag.get_text(strip=True).strip("\u00a0"):
            tag.decompose()
    after = _written(soup)
    return html if after == before and text == html else after


def _written(soup: BeautifulSoup) -> str:
    """Return the markup with every attribute in double quotes, as Wagtail's own conversion wants it."""
    return str(soup.decode(formatter=HTMLFormatter(entity_substitution=escape)))
