"""Before each page of the editors' admin: rights as the posts of this day give them, and no page beyond those."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from diemcau.core.errors import NotAllowed
from diemcau.newsroom.editing.groups import sync_user
from diemcau.people.api import User

ROOT = "/app/cms/"
_WITH_RIGHTS = (ROOT, "/app/news/")
# All that editors open; what is not named here is for administrators of the root unit only.
_EDITORS_PAGES = (
    "account/",
    "api/main/pages/",
    "block-preview/",
    "bulk/newsroom/picture/",
    "bulk/wagtailcore/page/",
    "bulk/wagtaildocs/document/",
    "choose-",
    "dismissibles/",
    "documents/",
    "editing-sessions/",
    "images/",
    "jsi18n/",
    "login/",
    "logout/",
    "pages/",
    "sprite/",
    "tag-autocomplete/",
    "translation/submit/page/",
)


def keep_rights(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Bring an editor's groups in step with the posts of today, also within a session of yesterday."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_WITH_RIGHTS) and isinstance(request.user, User):
            sync_user(request.user)
            if not _may_open(request.user, request.path):
                error = NotAllowed(_("Only administrators of the whole installation open this page."))
                return render(request, "diemcau/refused.html", {"error": error}, status=error.status)
        return get_response(request)

    return middleware


def _may_open(user: User, path: str) -> bool:
    page = path.removeprefix(ROOT)
    return page in {path, ""} or user.is_superuser or page.startswith(_EDITORS_PAGES)
