"""The article behind a draft: adding it, reading its newest revision, saving another one."""

import json
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from diemcau.core.clock import now
from diemcau.core.text import fold
from diemcau.newsroom.drafting.compose import Block, Composed
from diemcau.newsroom.models import Article, Draft, Section
from diemcau.people.api import User

_OPEN_WINDOW = timedelta(seconds=60)  # an open editor tells that it is there every ten seconds
_SLUG_LENGTH = 80


def add(section: Section, wanted: Composed, *, conference: str, venue: str, owner: User) -> Article:
    """Add an article that nobody but editors sees to a section, with its first revision."""
    article = Article(
        title=wanted.title,
        slug=free_slug(section, wanted.title),
        lead=wanted.lead,
        body=json.dumps(wanted.body),
        conference=conference,
        venue=venue,
        live=False,
        owner=owner,
    )
    section.add_child(instance=article)
    article.save_revision(user=owner, log_action="wagtail.create", clean=False)
    return article


def free_slug(section: Section, title: str) -> str:
    """Return an address for a title that no page beside it has."""
    base = slugify(fold(title))[:_SLUG_LENGTH].strip("-") or "ban-nhap"
    taken = set(section.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    tries = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in tries if slug not in taken)


def newest(draft: Draft) -> Article:
    """Return the article as its newest revision has it, published or not."""
    page: Any = draft.article
    article: Article = page.get_latest_revision_as_object()
    return article


def save(article: Article, *, title: str, lead: str, body: list[Block], user: User | None) -> None:
    """Save a new revision; what readers see stays as it is. What an editor has not finished yet is not refused."""
    article.title, article.lead, article.body = title, lead, json.dumps(body)
    article.save_revision(user=user, log_action=user is not None, clean=False)


def is_locked_for(draft: Draft, user: User | None) -> bool:
    """Say whether the article may not be changed: somebody locked it, or it waits for an approver."""
    lock = draft.article.get_lock() if draft.article else None
    if lock is None:
        return False
    return user is None or lock.for_user(user)


def is_being_edited(draft: Draft) -> bool:
    """Say whether somebody has the article open in the editor now: the background does not write under their hands."""
    page = ContentType.objects.get_for_model(Page)
    sessions = EditingSession.objects.filter(content_type=page, object_id=str(draft.article_id))
    return bool(sessions.filter(last_seen_at__gte=now() - _OPEN_WINDOW).exists())
