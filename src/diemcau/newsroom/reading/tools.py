"""An article as a paper, and its address as a drawing."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from diemcau.newsroom.reading import pdf
from diemcau.newsroom.reading.addresses import find_article, whole_address
from diemcau.newsroom.reading.context import frame_of
from diemcau.newsroom.reading.qr import qr_svg


def article_pdf(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with an article as A4 pages."""
    page = find_article(request, path)
    frame = frame_of(request)
    name = frame.portal.name if frame else ""
    paper = pdf.article_pdf(page, address=whole_address(request, page), portal=name)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    return response


def article_qr(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the QR code of an article's address, to print or to show on a screen."""
    page = find_article(request, path)
    title = _("QR code of this article: %(title)s") % {"title": page.title}
    drawn = qr_svg(whole_address(request, page), title=title, inline=False)
    return HttpResponse(drawn, content_type="image/svg+xml")
