"""Sizes of an article's pictures are made in the background when it is published, so that no reader waits for them."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django_tasks import task
from wagtail.signals import page_published

from diemcau.newsroom.models import Article, Picture
from diemcau.newsroom.reading.pictures import warm

_WITH_PICTURES = {"picture", "gallery"}


@task()  # type: ignore[untyped-decorator]
def make_sizes(article_id: int) -> None:
    """Make what the pages of an article will ask for; one that is gone meanwhile needs nothing."""
    article = Article.objects.filter(pk=article_id).select_related("picture").first()
    if article is not None:
        for picture in _pictures(article):
            warm(picture)


def listen() -> None:
    """Look out for articles that are published."""
    page_published.connect(_published, sender=Article, dispatch_uid="warm-pictures")


def _published(instance: Article, **_given: Any) -> None:
    if instance.picture_id or any(block.block_type in _WITH_PICTURES for block in instance.body):
        transaction.on_commit(lambda: make_sizes.enqueue(instance.pk))


def _pictures(article: Article) -> Iterator[Picture]:
    if article.picture is not None:
        yield article.picture
    for block in article.body:
        shown = block.value["pictures"] if block.block_type == "gallery" else [block.value]
        if block.block_type in _WITH_PICTURES:
            yield from (one["image"] for one in shown if one["image"] is not None)
