"""Figures of a conference and the records that they lead to: in the body, and where they stand in the lead."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from diemcau.newsroom.models import Article


def is_record(address: str | None) -> bool:
    """Tell whether a figure may lead to an address: one of this portal, or of the web."""
    if not address or address.startswith("//"):
        return False
    if address.startswith(("/", "#")):
        return True
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:  # Such as `https://[address]/`, which nobody has filled in.
        return False


def lead_of(page: Article) -> SafeString:
    """Return the lead; a figure that it tells in the body's words (`759 điểm cầu`) leads to the same record."""
    links: dict[tuple[int, int], str] = {}
    for figure in _recorded(page):
        value = number_format(figure["value"], force_grouping=True)
        found = re.search(rf"(?<![\w.,]){re.escape(value)}(?= {re.escape(figure['label'])}\b)", page.lead)
        if found:
            links.setdefault(found.span(), figure["record"])
    html, done = "", 0
    for (start, end), record in sorted(links.items()):
        if start >= done:
            html += escape(page.lead[done:start]) + format_html(
                '<a href="{}">{}</a>', record, page.lead[start:end]
            )
            done = end
    return mark_safe(html + escape(page.lead[done:]))  # noqa: S308 -- escaped above


def _recorded(page: Article) -> Iterator[Any]:
    """Return the figures of the body that have a record."""
    for block in page.body:
        if block.block_type == "figures":
            yield from (figure for figure in block.value["figures"] if is_record(figure["record"]))
