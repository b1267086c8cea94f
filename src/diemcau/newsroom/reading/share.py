"""Plain links by which a reader passes an article on: no script of another host, nothing that counts readers."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Link:
    """A link by its name."""

    name: str
    url: str


def share_links(address: str, title: str) -> list[Link]:
    """Return links that open the networks' own pages for sharing an address."""
    return [
        Link("Facebook", "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": address})),
        Link("X", "https://x.com/intent/post?" + urlencode({"url": address, "text": title})),
    ]


def mail_link(address: str, title: str, portal: str) -> str:
    """Return a `mailto:` with subject and text.

    Source: RFC 6068: values are percent-encoded, lines end with CRLF.
    """
    body = _("“%(title)s” on %(portal)s:") % {"title": title, "portal": portal} + f"\r\n{address}\r\n"
    return f"mailto:?subject={quote(title)}&body={quote(body)}"
