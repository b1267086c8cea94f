"""Figures of a conference and the records that they lead to: in the body, and where they stand in the lead."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from diemcau.newsroom.models import Article


def is_record(address: str) -> bool:
    """Tell whether a figure may lead to an address: one of this portal, or of the web."""
    if address.startswith(("/", "#")):
        return not address.startswith("//")
    return urlsplit(address).scheme in {"http", "https"}


def lead_of(page: Article) -> SafeString:
    """Return the lead; a figure that it tells in the body's words (`759 điểm cầu`) leads to the same record."""
    html = str(escape(page.lead))
    for figure in _recorded(page):
        value = number_format(figure["value"], force_grouping=True)
        found = re.search(rf"(?<![\w.,]){re.escape(value)}(?= {re.escape(escape(figure['label']))}\b)", html)
        if found:
            link = format_html('<a href="{}">{}</a>', figure["record"], value)
            html = html[: found.start()] + link + html[found.end() :]
    return mark_safe(html)  # noqa: S308 -- escaped above


def _recorded(page: Article) -> Iterator[Any]:
    """Return the figures of the body that have a record."""
    for block in page.body:
        if block.block_type == "figures":
            yield from (figure for figure in block.value["figures"] if is_record(figure["record"] or ""))
