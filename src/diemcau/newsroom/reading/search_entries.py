"""Keep what readers search in step with what is published: a page with each change, a branch when it moves or is shut."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from diemcau.core.clock import now
from diemcau.newsroom.models import Article, EventPage, SearchEntry
from diemcau.newsroom.reading.words import search_words, spelled_words

_AT_ONCE = 500
# More does not fit into PostgreSQL's word lists; no article is as long.
_LONGEST_TEXT = 400_000
_COLUMNS = ("pk", "path", "title", "dated_at", "words")


def refresh(path: str = "", *, page_id: int | None = None) -> int:
    """Write anew what is searched of one page, of a branch of the tree, or of everything; return how many entries it has."""
    entries = SearchEntry.objects.filter(page_id=page_id) if page_id else SearchEntry.objects.all()
    wanted = Q(pk=page_id) if page_id else Q(path__startswith=path)
    written = 0
    with transaction.atomic():
        if path:
            entries = entries.filter(page__path__startswith=path)
        entries.delete()
        for model, words in ((Article, F("search_text")), (EventPage, F("intro"))):
            pages = model.objects.filter(wanted).live().public().annotate(words=words)
            for batch in _batches(_dated(pages)):
                written += len(SearchEntry.objects.bulk_create(batch))
    return written


def _dated(pages: "QuerySet[Any]") -> "QuerySet[Any]":
    published_at = Coalesce("first_published_at", "latest_revision_created_at")
    dated: QuerySet[Any] = pages.annotate(
        dated_at=F("dateline_at") if pages.model is Article else published_at
    )
    return dated


def _batches(pages: "QuerySet[Any]") -> Iterator[list[SearchEntry]]:
    batch: list[SearchEntry] = []
    for row in pages.values_list(*_COLUMNS, named=True).iterator(_AT_ONCE):
        batch.append(_entry(row))
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    yield batch


def _entry(row: Any) -> SearchEntry:
    title = search_words(row.title)
    return SearchEntry(
        page_id=row.pk,
        path=row.path,
        dateline_at=row.dated_at or now(),
        spelled=f" {spelled_words(row.title)[:598]} ",
        title=title[:600],
        text=f"{title} {search_words(row.words)}"[:_LONGEST_TEXT],
    )


def listen() -> None:
    """Follow what is published, moved, and shut."""
    for model in (Article, EventPage):
        post_save.connect(_follow_page, sender=model, dispatch_uid=f"search-{model.__name__}")
    post_page_move.connect(_follow_move, dispatch_uid="search-move")
    for signal in (post_save, post_delete):
        signal.connect(_follow_restriction, sender=PageViewRestriction, dispatch_uid="search-restriction")


def _follow_page(instance: Page, raw: bool = False, **_kwargs: Any) -> None:
    # What is in memory may be a draft: only what the table has counts.
    if not raw:
        refresh(page_id=instance.pk)


def _follow_move(instance: Page, **_kwargs: Any) -> None:
    """Take up where a branch has come to; its new neighbours may have been pushed aside."""
    here = Page.objects.filter(pk=OuterRef("pk")).values("path")
    SearchEntry.objects.exclude(path=F("page__path")).update(path=Subquery(here))
    refresh(Page.objects.get(pk=instance.pk).path)


def _follow_restriction(instance: PageViewRestriction, **_kwargs: Any) -> None:
    refresh(instance.page.path)
