"""Downloads of an article for those who may edit it."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from diemcau.core.errors import NotAllowed, NotFound
from diemcau.newsroom.exporting.archive import to_html_zip, to_zip
from diemcau.newsroom.exporting.docx import to_docx
from diemcau.newsroom.exporting.gather import gather
from diemcau.newsroom.exporting.html import to_html
from diemcau.newsroom.exporting.piece import Piece
from diemcau.newsroom.models import Article

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZIP = "application/zip"


@require_GET
@login_required
def export(request: HttpRequest, article_id: int, kind: str) -> HttpResponse:
    """Hand out an article as readers see it; as its newest draft where it is not published."""
    page = Article.objects.filter(pk=article_id).first()
    if page is None:
        raise NotFound(_("There is no such article. It may have been deleted."))
    if not page.permissions_for_user(request.user).can_edit():
        raise NotAllowed(_("Only those who may edit the article can take it. Ask the editors of its portal."))
    piece = gather(page if page.live else page.get_latest_revision_as_object())
    data, kind_of_file, suffix = _MAKERS[kind](piece)
    headers = {"Content-Disposition": f'attachment; filename="{piece.stem}.{suffix}"'}
    return HttpResponse(data, content_type=kind_of_file, headers=headers)


def _html(piece: Piece) -> tuple[bytes, str, str]:
    """One file where the article has no pictures; with pictures a folder of both."""
    if piece.pictures:
        return to_html_zip(piece), _ZIP, "html.zip"
    return to_html(piece).encode(), "text/html; charset=utf-8", "html"


_MAKERS: dict[str, Callable[[Piece], tuple[bytes, str, str]]] = {
    "html": _html,
    "docx": lambda piece: (to_docx(piece), _WORD, "docx"),
    "zip": lambda piece: (to_zip(piece), _ZIP, "zip"),
}
