"""What Wagtail's own permissions leave open: each newsroom sees its own, reporters write articles, portals stay."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from diemcau.core.errors import NotAllowed
from diemcau.core.templatetags.diemcau import asset
from diemcau.newsroom.editing.rules import edits_anywhere
from diemcau.newsroom.editing.taking import is_outdated
from diemcau.newsroom.models import Article, Portal


def _own(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    if request.user.is_superuser:
        return pages
    own = PagePermissionPolicy().explorable_instances(request.user)
    return pages.filter(pk__in=own.values("pk"))


@hooks.register("construct_page_chooser_queryset")  # type: ignore[untyped-decorator]
def choose_own_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer editors the pages of their own portals."""
    return _own(pages, request)


@hooks.register("construct_explorer_page_queryset")  # type: ignore[untyped-decorator]
def explore_own_pages(parent: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Show editors the pages of their own portals.

    Raises: PermissionDenied: the page whose children are asked for, and whose title stands above them, is another portal's.
    """
    own = PagePermissionPolicy().explorable_instances(request.user)
    is_above = own.filter(path__startswith=parent.path).exists()
    if not (request.user.is_superuser or parent.is_root() or is_above or own.filter(pk=parent.pk).exists()):
        raise PermissionDenied
    return _own(pages, request)


@hooks.register("before_create_page")  # type: ignore[untyped-decorator]
def reporters_write_articles(request: HttpRequest, parent: Page, kind: type[Page]) -> HttpResponse | None:
    """Refuse a reporter every page but an article."""
    if issubclass(kind, Article) or parent.permissions_for_user(request.user).can_edit():
        return None
    return _refuse(request, _("Reporters write articles; sections and other pages are made by editors."))


@hooks.register("before_delete_page")  # type: ignore[untyped-decorator]
@hooks.register("before_unpublish_page")  # type: ignore[untyped-decorator]
@hooks.register("before_move_page")  # type: ignore[untyped-decorator]
def portals_stay(request: HttpRequest, page: Page, *_destination: Page) -> HttpResponse | None:
    """Refuse to take a portal's root away from under it."""
    if request.user.is_superuser or not issubclass(page.specific_class, Portal):
        return None
    return _refuse(request, _("Only administrators of the whole installation take a portal away."))


@hooks.register("before_edit_page")  # type: ignore[untyped-decorator]
def tell_of_changed_original(request: HttpRequest, page: Page) -> None:
    """Tell the editors of an article that was taken over when its original has changed."""
    if request.method == "GET" and isinstance(page.specific_deferred, Article) and is_outdated(page.specific):
        words = _("The original has changed since it was taken over. Compare: %(address)s")
        messages.warning(request, words % {"address": page.specific.source_url})


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def lead_to_taking_over() -> MenuItem:
    """Lead from the editors' admin to the articles of other portals."""
    return _OfEditors(
        gettext_lazy("Taking over"),
        reverse_lazy("taking_list"),
        name="taking-over",
        icon_name="download",
        order=500,
    )


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def make_addresses_readable() -> str:
    """Let the editor's form make addresses as the server does."""
    return format_html('<script src="{}"></script>', versioned_static("newsroom/address.js"))


@hooks.register("insert_editor_js")  # type: ignore[untyped-decorator]
def clean_what_is_pasted() -> str:
    """Let text from Word arrive in an article without Word's rubbish; `tidy` then sees to what is stored."""
    return asset("editor-paste")


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def offer_what_opens(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out of the menu what only administrators of the root unit open, and the help of Wagtail's own makers."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in {"settings", "help"}]


@hooks.register("construct_reports_menu")  # type: ignore[untyped-decorator]
def offer_own_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave the newsroom's own reports to editors; Wagtail's tell of all portals."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if str(item.url).startswith("/app/news/")]


class _OfEditors(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return edits_anywhere(request.user)


def _refuse(request: HttpRequest, words: str) -> HttpResponse:
    error = NotAllowed(words)
    return render(request, "diemcau/refused.html", {"error": error}, status=error.status)
