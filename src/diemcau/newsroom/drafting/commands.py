"""Make a draft, bring it up to date, lock its figures. Nothing here ever publishes."""

from dataclasses import asdict, dataclass, replace

from django.db import IntegrityError, transaction

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference
from diemcau.core.clock import now
from diemcau.newsroom.drafting import pages, rules
from diemcau.newsroom.drafting.compose import Composed, compose
from diemcau.newsroom.drafting.digest import digest
from diemcau.newsroom.drafting.errors import (
    AlreadyLocked,
    MayNotDraft,
    NoSuchDraft,
    PageLocked,
    StillRunning,
)
from diemcau.newsroom.drafting.facts import EventFacts, Figure, with_figures
from diemcau.newsroom.drafting.gather import gather
from diemcau.newsroom.drafting.pictures import pictures_for
from diemcau.newsroom.drafting.portals import first_section, portal_for, record_address
from diemcau.newsroom.drafting.update import Merged, merge, merge_text, settle
from diemcau.newsroom.models import Article, Draft, Portal
from diemcau.people import api as people
from diemcau.people.api import Actor, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What an update did: to how many blocks, and which were left to the editor."""

    added: int = 0
    replaced: int = 0
    removed: int = 0
    kept: int = 0
    changed: bool = False


def make_draft(*, actor: User, slug: str, venue: str = "", language: str = "vi") -> tuple[Draft, bool]:
    """Make the draft of a conference, or of one of its venues, and say whether it is new.

    It stands in the portal of the organising unit (of the venue's unit), or of the nearest unit above that has one.

    Raises: NoSuchConference, NoSuchVenue, NoPortal, NoSection, MayNotDraft.
    """
    conference = conferences.get_conference(slug)
    unit_id = conferences.get_venue(conference, venue).unit_id if venue else conference.unit_id
    portal = portal_for(unit_id, language)
    _check(actor, portal)
    try:
        with transaction.atomic():
            return _make(actor, portal, conference, venue), True
    except IntegrityError:
        known = Draft.objects.filter(portal=portal, conference=slug, venue=venue).first()
        if known is None:
            raise
        return known, False


def update_draft(*, actor: User, draft_id: int) -> Updated:
    """Bring a draft up to date now, as a new revision of its article.

    Raises: NoSuchDraft, MayNotDraft, PageLocked.
    """
    with transaction.atomic():
        draft = get_draft(actor, draft_id, locked=True)
        if pages.is_locked_for(draft, actor):
            raise PageLocked
        done = bring_up_to_date(draft, user=actor)
        _record(people.actor_of(actor), "updated", draft, **asdict(done))
    return done


def lock_figures(*, actor: User, draft_id: int, before_the_end: bool = False) -> Updated:
    """Make the figures of this moment final: later updates no longer change them.

    Raises: NoSuchDraft, MayNotDraft, PageLocked, AlreadyLocked, StillRunning.
    """
    with transaction.atomic():
        draft = get_draft(actor, draft_id, locked=True)
        if draft.locked_at is not None:
            raise AlreadyLocked
        if pages.is_locked_for(draft, actor):
            raise PageLocked
        facts = _facts(draft)
        if facts.phase != "ended" and not before_the_end:
            raise StillRunning
        draft.figures = [asdict(figure) for figure in facts.figures.values()]
        draft.locked_at = now()
        done = bring_up_to_date(draft, user=actor)
        _record(people.actor_of(actor), "locked", draft, figures=_values(draft))
    return done


def get_draft(user: User, draft_id: int, *, locked: bool = False) -> Draft:
    """Return a draft that the person may write; `locked` against others until the transaction ends.

    Raises: NoSuchDraft, MayNotDraft.
    """
    drafts = Draft.objects.select_for_update(of=("self",)) if locked else Draft.objects
    draft = drafts.select_related("portal__locale").filter(pk=draft_id).exclude(article=None).first()
    if draft is None:
        raise NoSuchDraft
    _check(user, draft.portal)
    return draft


def bring_up_to_date(draft: Draft, *, user: User | None) -> Updated:
    """Merge what the facts give into the newest revision, and save a new one where anything changed.

    The caller has locked the row. `user` is None where the background does it.
    """
    facts = _facts(draft)
    wanted = compose(facts, draft.portal.locale.language_code)
    article = pages.newest(draft)
    merged = merge(draft.digests, article.body.get_prep_value(), wanted.body)
    title, title_known = merge_text(draft.digests.get("title", []), article.title, wanted.title)
    lead, lead_known = merge_text(draft.digests.get("lead", []), article.lead, wanted.lead)
    body = merged.body
    if draft.locked_at is not None:
        body = settle(body, draft.conference, facts.figures)
    changed = merged.changed or body != merged.body or (title, lead) != (article.title, article.lead)
    if changed:
        pages.save(article, title=title, lead=lead, body=body, user=user)
    _remember(draft, facts, merged, {"title": title_known, "lead": lead_known})
    return Updated(
        added=len(merged.added),
        replaced=len(merged.replaced),
        removed=len(merged.removed),
        kept=len(merged.kept),
        changed=changed,
    )


def _make(actor: User, portal: Portal, conference: Conference, venue: str) -> Draft:
    """Make row and article; the row comes first, so that of two people one is refused before there is an article."""
    draft = Draft.objects.create(portal=portal, conference=conference.slug, venue=venue)
    facts = _facts(draft)
    wanted = compose(facts, portal.locale.language_code)
    draft.article = pages.add(
        first_section(portal), wanted, conference=conference.slug, venue=venue, owner=actor
    )
    draft.digests = _digests(wanted)
    draft.figures = [asdict(figure) for figure in facts.figures.values()]
    draft.save()
    _record(people.actor_of(actor), "made", draft)
    return draft


def _digests(wanted: Composed) -> dict[str, list[str]]:
    plain = {"title": [digest(wanted.title)], "lead": [digest(wanted.lead)]}
    return plain | {block["id"]: [digest(block["value"])] for block in wanted.body}


def _facts(draft: Draft) -> EventFacts:
    """Return the facts of this moment; once the figures are locked, with those."""
    facts = gather(
        conferences.get_conference(draft.conference),
        venue=draft.venue,
        record_address=record_address(draft.portal, draft.conference),
        pictures=pictures_for(draft),
    )
    if draft.locked_at is None:
        return facts
    return with_figures(facts, [Figure(**figure) for figure in draft.figures])


def _remember(draft: Draft, facts: EventFacts, merged: Merged, plain: dict[str, list[str]]) -> None:
    draft.digests = {**merged.digests, **plain}
    draft.figures = [asdict(replace(figure)) for figure in facts.figures.values()]
    draft.kept = merged.kept
    draft.updated_at = now()
    draft.save()


def _check(user: User, portal: Portal) -> None:
    if not rules.may_draft(user, portal):
        raise MayNotDraft


def _values(draft: Draft) -> dict[str, int]:
    return {figure["name"]: figure["value"] for figure in draft.figures}


def _record(actor: Actor, deed: str, draft: Draft, **details: object) -> None:
    article: Article | None = draft.article
    people.record(
        actor=actor,
        action=f"newsroom.draft.{deed}",
        target=article,
        conference=draft.conference,
        unit_id=draft.portal.unit_id,
        venue=draft.venue,
        **details,
    )
