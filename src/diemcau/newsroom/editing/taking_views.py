"""The workspace's page of articles of other portals. It works without JavaScript."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from diemcau.core.errors import NotAllowed, NotFound
from diemcau.newsroom.editing import rules, taking
from diemcau.newsroom.models import Article, Portal, Section
from diemcau.people.api import User

_PER_PAGE = 30


@require_GET
@login_required
def taking_list(request: HttpRequest) -> HttpResponse:
    """Show what other portals have published, to be taken over into a chosen section; and what has changed since."""
    user = need_editor(request)
    choices = taking.sections_of(taking.portals_edited_by(user))
    sections = {section.pk: section for _portal, found in choices for section in found}
    section = sections.get(_number(request.GET.get("section"))) or next(iter(sections.values()), None)
    text = request.GET.get("q", "")
    articles = taking.list_articles(section, text) if section else Article.objects.none()
    page = Paginator(articles, _PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "choices": choices,
        "section": section,
        "q": text,
        "page": page,
        "rows": [(article, taking.portal_of(article)) for article in page],
        "outdated": taking.list_outdated(user)[:_PER_PAGE],
    }
    return render(request, "newsroom/editing/taking.html", facts)


@require_POST
@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Take an article over and open the draft in the editor."""
    user = need_editor(request)
    article = Article.objects.filter(pk=_number(request.POST.get("article"))).first()
    section = Section.objects.filter(pk=_number(request.POST.get("section"))).first()
    if article is None or section is None:
        raise NotFound(_("There is no such published article on another portal."))
    copy = taking.take_over(by=user, article=article, section=section)
    messages.success(request, _("The article has been taken over as a draft; its source is named."))
    return redirect("wagtailadmin_pages:edit", copy.pk)


@require_POST
@login_required
def seen(request: HttpRequest, article_id: int) -> HttpResponse:
    """Note that the article has been compared with its original."""
    user = need_editor(request)
    article = Article.objects.filter(pk=article_id).first()
    if article is None or not Portal.objects.ancestor_of(article).exists():
        raise NotFound(_("There is no such article."))
    taking.mark_compared(by=user, article=article)
    messages.success(request, _("Noted: the article has been compared with its original."))
    return redirect("taking_list")


def need_editor(request: HttpRequest) -> User:
    """Return the person who asks.

    Raises:
        NotAllowed: the person edits no portal.
    """
    if not isinstance(request.user, User) or not rules.edits_anywhere(request.user):
        raise NotAllowed(_("Only editors of a portal take articles over for it."))
    return request.user


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
