"""What the page of an article shows beside the article itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading import pictures, share, structured
from diemcau.newsroom.reading.addresses import whole_address
from diemcau.newsroom.reading.context import Frame
from diemcau.newsroom.reading.qr import qr_svg

_AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Tools:
    """Addresses, codes and links of one article. `updated_at` is None where it was not changed after publication."""

    address: str
    pdf: str
    qr: SafeString
    mail: str
    links: list[share.Link]
    fanpage_qr: SafeString | None
    updated_at: datetime | None
    shared_picture: str
    structured: SafeString


def tools_of(request: HttpRequest, frame: Frame, page: Article) -> Tools:
    """Return the tools of an article, as its reader came to it."""
    address, portal = whole_address(request, page), frame.portal
    picture = _shared_picture(request, page)
    return Tools(
        address=address,
        pdf=f"{page.get_url(request)}pdf/",
        qr=qr_svg(address, title=_("QR code of this article: %(title)s") % {"title": page.title}),
        mail=share.mail_link(address, page.title, portal.name),
        links=share.share_links(address, page.title),
        fanpage_qr=qr_svg(portal.fanpage_url, title=_("QR code of the page on social media"))
        if portal.fanpage_url
        else None,
        updated_at=updated_at(page),
        shared_picture=picture,
        structured=structured.as_json(structured.news_article(request, frame, page, picture)),
    )


def updated_at(page: Article) -> datetime | None:
    """Return when an article was changed after it had been published; None where it was not."""
    first, last = page.first_published_at, page.last_published_at
    return last if first and last and last - first > _AT_ONCE else None


def listed(articles: "QuerySet[Article]", sizes: tuple[str, ...] = pictures.CARD) -> "QuerySet[Article]":
    """Let a list have what cards show, the newest first; `sizes` are all those in which its pictures are shown."""
    return pictures.with_pictures(
        articles.defer("body", "search_text").order_by("-dateline_at", "-pk"), sizes
    )


def in_branch(page: Any, sizes: tuple[str, ...] = pictures.CARD) -> "QuerySet[Article]":
    """Return the published articles below a portal or section, as cards show them."""
    return listed(Article.objects.descendant_of(page).live().public(), sizes)


def _shared_picture(request: HttpRequest, page: Article) -> str:
    if page.picture is None:
        return ""
    try:
        return request.build_absolute_uri(page.picture.get_rendition(pictures.SHARED).url)
    except (SourceImageIOError, OSError):
        return ""
