"""Before each page of the editors' admin: rights as the posts of this day give them, and no page beyond those."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from diemcau.core.errors import NotAllowed
from diemcau.newsroom.editing.groups import sync_user
from diemcau.people.api import User

ROOT = "/app/cms/"
_FOR_ALL = ("login/", "logout/", "jsi18n/", "sprite/")
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
            if refusal := _refusal(request.user, request.path):
                error = NotAllowed(refusal)
                return render(request, "diemcau/refused.html", {"error": error}, status=error.status)
        return get_response(request)

    return middleware


def _refusal(user: User, path: str) -> str:
    """Return why a person may not open a page of the editors' admin; empty where he may."""
    if not path.startswith(ROOT):
        return ""
    page = path.removeprefix(ROOT)
    # Wagtail would send to the log-in, which sends a person who is signed in back.
    if not user.has_perm("wagtailadmin.access_admin") and not page.startswith(_FOR_ALL):
        return _("Your posts give you no place in a newsroom. Ask the administrators of your unit.")
    if page and not user.is_superuser and not page.startswith(_EDITORS_PAGES):
        return _("Only administrators of the whole installation open this page.")
    return ""
