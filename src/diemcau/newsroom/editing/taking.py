"""Taking over: a portal shows another portal's article, with its source named.

What is taken is what readers see at the source, not what its editors are at. The copy remembers where it comes from;
when the original changes afterwards, the editors of the copy are told.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from diemcau.core.clock import now
from diemcau.core.errors import NotAllowed, NotFound
from diemcau.core.text import fold
from diemcau.newsroom.editing.rules import EDITORS, may_edit
from diemcau.newsroom.models import Article, Portal, Section
from diemcau.people import api as people
from diemcau.people.api import Person, User
from diemcau.units import api as units

_COPIED = ("title", "lead", "picture_id", "picture_caption", "author", "photographer", "conference", "venue")


def portals_edited_by(user: Person) -> QuerySet[Portal]:
    """Return the portals whose articles the person edits, each language's tree for itself."""
    tree = units.as_of()
    reached = {unit_id for root in people.units_where(user, EDITORS) for unit_id in tree.branch_ids(root)}
    portals: QuerySet[Portal] = (
        Portal.objects.filter(unit_id__in=reached).select_related("locale").order_by("path")
    )
    return portals


def sections_of(portals: QuerySet[Portal]) -> list[tuple[Portal, list[Section]]]:
    """Return each portal with all its sections."""
    return [(portal, list(Section.objects.descendant_of(portal).order_by("path"))) for portal in portals]


def portal_of(page: Article | Section) -> Portal:
    """Return the portal that a page belongs to.

    Raises:
        NotFound: it belongs to none.
    """
    portal: Portal | None = Portal.objects.ancestor_of(page).order_by("-depth").first()
    if portal is None:
        raise NotFound(_("This page belongs to no portal."))
    return portal


def list_articles(section: Section, text: str = "") -> QuerySet[Article]:
    """Return the published articles of the other units' portals, the newest first, in whose titles the words stand."""
    own = Portal.objects.filter(unit_id=portal_of(section).unit_id)
    articles = Article.objects.live().public().select_related("locale")
    for portal in own:
        articles = articles.not_descendant_of(portal)
        # What was taken from here would only come back.
        articles = articles.exclude(taken_from__path__startswith=portal.path)
    for word in fold(text).split():
        articles = articles.filter(search_title__contains=word)
    found: QuerySet[Article] = articles.order_by("-dateline_at", "-pk")
    return found


@transaction.atomic
def take_over(*, by: User, article: Article, section: Section) -> Article:
    """Make a draft in a section of what readers see of another portal's article, naming that as its source.

    Raises:
        NotAllowed: the person does not edit the portal of the section.
        NotFound: the article is not published, not public, or of the same portal.
    """
    portal = portal_of(section)
    if not may_edit(by, portal):
        raise NotAllowed(_("Only editors of a portal take articles over for it."))
    if not list_articles(section).filter(pk=article.pk).exists():
        raise NotFound(_("There is no such published article on another portal."))
    copy = Article(
        **{name: getattr(article, name) for name in _COPIED},
        body=article.body,
        source_name=portal_of(article).name[:160],
        source_url=article.full_url or "",
        taken_from=article,
        taken_at=now(),
        live=False,
        owner=by,
        locale=section.locale,
    )
    section.add_child(instance=copy)
    copy.tags.add(*article.tags.all())
    copy.save()
    copy.save_revision(user=by, log_action="wagtail.create")
    people.record(
        actor=people.actor_of(by),
        action="news.article.taken_over",
        target=copy,
        unit_id=portal.unit_id,
        original=article.pk,
        original_unit=portal_of(article).unit_id,
    )
    return copy


def list_outdated(user: Person) -> QuerySet[Article]:
    """Return the taken articles of the portals that the person edits whose original has changed since, or is gone."""
    taken = Article.objects.exclude(taken_from=None).select_related("taken_from")
    changed = taken.filter(Q(taken_from__last_published_at__gt=F("taken_at")) | Q(taken_from__live=False))
    found: QuerySet[Article] = Article.objects.none()
    for portal in portals_edited_by(user):
        found = found | changed.descendant_of(portal)
    return found.order_by("-taken_from__last_published_at")


def is_outdated(article: Article) -> bool:
    """Say whether the original was published anew, or taken down, after the article was taken or last compared."""
    if article.taken_from_id is None or article.taken_at is None:
        return False
    try:
        original = Article.objects.get(pk=article.taken_from_id)
    except ObjectDoesNotExist:
        return False
    return not original.live or (original.last_published_at or article.taken_at) > article.taken_at


def mark_compared(*, by: User, article: Article) -> None:
    """Note that an editor has compared the article with its original.

    Raises:
        NotAllowed: the person does not edit the article's portal.
    """
    portal = portal_of(article)
    if not may_edit(by, portal):
        raise NotAllowed(_("Only editors of a portal take articles over for it."))
    Article.objects.filter(pk=article.pk).update(taken_at=now())
    people.record(
        actor=people.actor_of(by), action="news.article.compared", target=article, unit_id=portal.unit_id
    )
