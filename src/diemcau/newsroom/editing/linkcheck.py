"""Looking after the links of published articles, in the background: an article at a time, a few seconds at a time."""

import time
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django_tasks import task

from diemcau.core.clock import now
from diemcau.newsroom.editing.linkcheck_fetch import Look, look_at
from diemcau.newsroom.editing.linkcheck_find import FoundLink, links_of
from diemcau.newsroom.editing.linkcheck_inside import is_inside, look_inside, own_hosts
from diemcau.newsroom.models import Article, Portal
from diemcau.newsroom.models.links import ArticleLink, LinkRound, LinkState

EVERY = timedelta(days=7)
LOST_AFTER = timedelta(hours=1)  # a round that was asked for and has not ended by then was lost
AT_ONCE = 50
BUDGET_S = 10.0
BROKEN = (LinkState.GONE, LinkState.SILENT, LinkState.INSIDE)


def ask_for_due() -> int:
    """Hand articles whose links were not looked at for a week to the background, and return how many.

    What is known of articles that readers no longer see is forgotten.
    """
    LinkRound.objects.filter(article__live=False).delete()
    ArticleLink.objects.filter(article__live=False).delete()
    found = list(_due().order_by("link_round__finished_at", "pk")[:AT_ONCE])
    for article in found:
        ask_for(article)
    return len(found)


def ask_for(article: Article) -> None:
    """Hand one article's links to the background."""
    LinkRound.objects.update_or_create(article=article, defaults={"asked_at": now(), "finished_at": None})
    transaction.on_commit(lambda: check_links.enqueue(article.pk))


def broken_of(portal: Portal) -> QuerySet[ArticleLink]:
    """Return the broken links of a portal's published articles, by article, the longest broken first."""
    articles = Article.objects.live().descendant_of(portal)
    broken = ArticleLink.objects.filter(article__in=articles, state__in=BROKEN)
    return broken.select_related("article").order_by("-article__dateline_at", "article_id", "since", "pk")


def counts_of(portal: Portal) -> dict[str, int]:
    """Return how many articles of a portal are published, looked at, and waiting."""
    articles = Article.objects.live().descendant_of(portal)
    return dict(
        articles.aggregate(
            articles=Count("pk"),
            checked=Count("pk", filter=Q(link_round__finished_at__isnull=False)),
            waiting=Count("pk", filter=Q(link_round__asked_at__isnull=False, link_round__finished_at=None)),
        )
    )


def _due() -> QuerySet[Article]:
    stale = Q(link_round__finished_at__lt=now() - EVERY) | Q(
        link_round__finished_at=None, link_round__asked_at__lt=now() - LOST_AFTER
    )
    found: QuerySet[Article] = Article.objects.live().public().filter(Q(link_round=None) | stale)
    return found


@task()  # type: ignore[untyped-decorator]
def check_links(article_id: int) -> None:
    """Look at the links of an article that this round has not looked at yet; what takes longer goes on later."""
    article = Article.objects.filter(pk=article_id, live=True).first()
    asked = LinkRound.objects.filter(article_id=article_id, finished_at=None).first()
    if article is None or asked is None or asked.asked_at is None:
        return
    found = links_of(list(article.body.raw_data), article.source_url, article.full_url or "")
    article.links.exclude(address__in=[link.address for link in found]).delete()
    done = set(article.links.filter(checked_at__gte=asked.asked_at).values_list("address", flat=True))
    hosts = own_hosts()
    stop_at = time.monotonic() + BUDGET_S
    for link in found:
        if link.address in done:
            continue
        if time.monotonic() > stop_at:
            check_links.enqueue(article_id)
            return
        _note(
            article,
            link,
            look_inside(link.address) if is_inside(link.address, hosts) else look_at(link.address),
        )
    LinkRound.objects.filter(pk=asked.pk).update(finished_at=now())


def _note(article: Article, link: FoundLink, look: Look) -> None:
    """Keep what was found; the state's beginning stays while the state does."""
    known = ArticleLink.objects.filter(article=article, address=link.address).first()
    at = now()
    since = known.since if known is not None and known.state == look.state else at
    facts = {
        "words": link.words,
        "state": look.state,
        "status": look.status,
        "since": since,
        "checked_at": at,
    }
    ArticleLink.objects.update_or_create(article=article, address=link.address, defaults=facts)
