"""What the page of drafts shows: which drafts there are, which can be made, and whose records their figures are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, Status, Venue
from diemcau.newsroom.drafting import pages
from diemcau.newsroom.drafting.compose import LANGUAGES
from diemcau.newsroom.drafting.digest import bare
from diemcau.newsroom.drafting.facts import Figure
from diemcau.newsroom.drafting.portals import portals_of
from diemcau.newsroom.models import Article, Draft, Portal
from diemcau.people.api import Person
from diemcau.units import api as units

_MOST = 50
_EXCERPT = 90


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as the page shows it; `kept` are the beginnings of the blocks that were left to the editor."""

    draft: Draft
    article: Article
    venue_name: str
    figures: list[tuple[str, Figure]]
    kept: list[str]


@dataclass(frozen=True, slots=True)
class Chance:
    """A draft that can be made: for a portal as a whole, or for one of these venues (branch name → venues)."""

    portal: Portal
    language: str
    national: bool
    branches: dict[str, list[Venue]]


def conferences_for(user: Person) -> list[Conference]:
    """Return the announced conferences of which a portal of the person's can tell, the latest first."""
    held = _reach(user)
    announced = Conference.objects.exclude(status=Status.DRAFT)
    wanted = Q(unit_id__in=held) | Q(venues__unit_id__in=held)
    return list(announced.filter(wanted).distinct().order_by("-starts_at", "slug")[:_MOST])


def drafts_of(user: Person, conference: Conference) -> list[DraftRow]:
    """Return the drafts of a conference that the person may write."""
    drafts = Draft.objects.filter(conference=conference.slug, portal__in=portals_of(user))
    rows = drafts.exclude(article=None).select_related("portal__locale", "article")
    names = {venue.key: venue.name for venue in conferences.venues(conference)}
    return [_row(draft, names.get(draft.venue, "")) for draft in rows]


def chances(user: Person, conference: Conference) -> list[Chance]:
    """Return what the person can still draft on the conference, by portal: the nearest to each unit, as the command."""
    made = set(Draft.objects.filter(conference=conference.slug).values_list("portal_id", "venue"))
    venues = _venues(conference)
    found = []
    for portal in portals_of(user):
        language = portal.locale.language_code
        if language not in LANGUAGES:
            continue
        nearest = _nearest(language)
        mine = [venue for venue in venues if nearest(venue.unit_id) == portal.unit_id]
        free = [venue for venue in mine if (portal.pk, venue.key) not in made]
        national = nearest(conference.unit_id) == portal.unit_id and (portal.pk, "") not in made
        if national or free:
            found.append(Chance(portal, language, national, _by_branch(free)))
    return found


def _nearest(language: str) -> Callable[[int], int | None]:
    """Return the function that names, for a unit, the nearest one upwards that has a portal in the language."""
    tree = units.as_of()
    owners = set(Portal.objects.filter(locale__language_code=language).values_list("unit_id", flat=True))
    return lambda unit_id: next((step for step in tree.ancestor_ids(unit_id) if step in owners), None)


def _venues(conference: Conference) -> list[Venue]:
    return list(
        Venue.objects.filter(conference=conference)
        .only("key", "name", "unit_id", "branch_name")
        .order_by("position")
    )


def _by_branch(venues: list[Venue]) -> dict[str, list[Venue]]:
    found: dict[str, list[Venue]] = {}
    for venue in venues:
        found.setdefault(venue.branch_name, []).append(venue)
    return found


def _reach(user: Person) -> set[int]:
    tree = units.as_of()
    return {below for portal in portals_of(user) for below in tree.branch_ids(portal.unit_id)}


def _row(draft: Draft, venue_name: str) -> DraftRow:
    article = pages.newest(draft)
    blocks = {block["id"]: block["value"] for block in article.body.get_prep_value()}
    kept = [_excerpt(blocks[known]) for known in draft.kept if known in blocks]
    words = LANGUAGES.get(draft.portal.locale.language_code, LANGUAGES["en"])
    figures = [Figure(**figure) for figure in draft.figures]
    named = [(words.LABELS[figure.name], figure) for figure in figures if figure.name in words.LABELS]
    return DraftRow(draft, article, venue_name, named, kept)


def _excerpt(value: object) -> str:
    text = value if isinstance(value, str) else value.get("caption", "") if isinstance(value, dict) else ""
    words = " ".join(line for line in bare(text).split("\n") if not line.startswith("<"))
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rsplit(' ', 1)[0]}…"
