"""What the public page of a conference tells: its programme, figures, recording, and every portal's articles on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, NoSuchConference, Status
from diemcau.newsroom.drafting.compose import LANGUAGES
from diemcau.newsroom.drafting.facts import LEVELS, EventFacts
from diemcau.newsroom.drafting.gather import gather
from diemcau.newsroom.models import Article, EventPage, Portal
from diemcau.newsroom.reading.article import listed
from diemcau.newsroom.reading.chapters import Chapter, chapter_of, runs_of
from diemcau.newsroom.reading.context import Frame, Place
from diemcau.room import api as room

_MOST_ARTICLES = 60
_RECORDING = "recording.m3u8"
_PORTAL_DEPTH = 2
# All that articles cite of a conference as a whole: here each finds its record.
_SHOWN = (
    "venues",
    *(f"venues-{level}" for level in LEVELS),
    "branches",
    "reported",
    "delegates",
    "statements",
    "floors",
)


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the programme; `at` is when it is planned to begin, `chapter` where the recording has it."""

    at: datetime
    title: str
    speaker: str
    chapter: Chapter | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of the record and the words beside it."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class FromPortal:
    """An article, and the name of its portal where that is another one."""

    article: Article
    portal: str


@dataclass(frozen=True, slots=True)
class Event:
    """A conference as everyone may know it; only its articles are shown where it is not `is_public`.

    `live` is the address of the feed while the conference is held, `recording` that of what was recorded of it.
    """

    articles: list[FromPortal]
    is_public: bool = False
    live: str = ""
    starts_at: datetime | None = None
    place: str = ""
    organiser: str = ""
    capacities: tuple[str, ...] = ()
    is_final: bool = False
    programme: list[Row] = field(default_factory=list)
    figures: list[Count] = field(default_factory=list)
    recording: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A conference on the front page of a portal; `is_live` while its picture can be watched."""

    place: Place
    starts_at: datetime | None
    is_live: bool


def newest_events(frame: Frame, most: int = 3) -> list[Line]:
    """Return the newest conferences that a portal has pages of."""
    return [_line(slug, place) for slug, place in list(frame.events.items())[:most]]


def _line(slug: str, place: Place) -> Line:
    conference = _public(slug)
    if conference is None:
        return Line(place, None, is_live=False)
    starts_at = timezone.localtime(conference.starts_at)
    return Line(place, starts_at, is_live=bool(live_feed_of(conference)))


def event_of(page: EventPage) -> Event:
    """Return what a conference's page shows; programme and figures only of one that is open to the public."""
    articles = list_articles(page)
    conference = _public(page.conference)
    if conference is None:
        return Event(articles)
    facts = gather(conference)
    recording = recording_of(page.conference)
    return Event(
        articles,
        is_public=True,
        live=live_feed_of(conference),
        starts_at=facts.starts_at,
        place=facts.place,
        organiser=facts.organiser,
        capacities=facts.capacities,
        is_final=facts.phase == "ended",
        programme=_programme(conference, _chapters(conference) if recording else {}),
        figures=_figures(facts, page.locale.language_code),
        recording=recording,
    )


def list_articles(page: EventPage) -> list[FromPortal]:
    """Return the published articles on the conference in the page's language, on whichever portal, the newest first."""
    if not page.conference:
        return []
    found = Article.objects.filter(conference=page.conference, locale_id=page.locale_id).live().public()
    articles = _once(listed(found)[:_MOST_ARTICLES])
    own = _portal_path(page)
    paths = {_portal_path(article) for article in articles} - {own}
    names = dict(Portal.objects.filter(path__in=paths, live=True).values_list("path", "name"))
    return [
        FromPortal(article, names.get(_portal_path(article), ""))
        for article in articles
        if _portal_path(article) in {own, *names}
    ]


def _once(articles: Iterable[Article]) -> list[Article]:
    """Leave out what another portal took over from an article that stands here itself."""
    all_of_them = list(articles)
    here = {one.pk for one in all_of_them}
    return [one for one in all_of_them if one.taken_from_id not in here]


def _portal_path(page: Page) -> str:
    path: str = page.path[: _PORTAL_DEPTH * page.steplen]
    return path


def recording_of(slug: str) -> str:
    """Return the address of a conference's recording; nothing where there is none, or it is not for everyone."""
    return _opened(slug, _RECORDING)


def live_feed_of(conference: Conference) -> str:
    """Return the address of the feed of a conference that is being held; nothing where it is not for everyone."""
    return _opened(conference.slug, "master.m3u8") if conference.status == Status.OPEN else ""


def _opened(slug: str, playlist: str) -> str:
    """Return the address of a playlist of a feed that the front door opens to everyone, and that is there."""
    folder = settings.FEEDS_ROOT / slug
    if not slug or "/" in slug or slug.startswith(".") or not (folder / ".public").exists():
        return ""
    return f"/feed/{slug}/hls/{playlist}" if (folder / playlist).exists() else ""


def _public(slug: str) -> Conference | None:
    try:
        found = conferences.get_conference(slug)
    except NoSuchConference:
        return None
    return found if found.open_to_public and found.status != Status.DRAFT else None


def _chapters(conference: Conference) -> dict[str, Chapter]:
    """Return by the key of an item where the recording has it."""
    try:
        runs = runs_of((settings.FEEDS_ROOT / conference.slug / _RECORDING).read_text(errors="replace"))
    except OSError:
        return {}
    begun = room.items_begun(conference)
    items = (item for item in room.state_of(conference.pk).agenda if item.key in begun)
    found = ((item.key, chapter_of(begun[item.key], item.finished_at, runs)) for item in items)
    return {key: chapter for key, chapter in found if chapter}


def _programme(conference: Conference, chapters: dict[str, Chapter]) -> list[Row]:
    rows, at = [], timezone.localtime(conference.starts_at)
    for item in conferences.agenda(conference):
        speaker = ", ".join(part for part in (item.speaker, item.speaker_post) if part)
        rows.append(Row(at, item.title, speaker, chapters.get(item.key)))
        at += timedelta(minutes=item.planned_minutes)
    return rows


def _figures(facts: EventFacts, language: str) -> list[Count]:
    labels = LANGUAGES[language].LABELS
    found = [figure for name in _SHOWN if (figure := facts.figure(name))]
    levels = [figure for figure in found if figure.name.startswith("venues-")]
    # Where all venues are of one level, their number stands there already.
    shown = [figure for figure in found if len(levels) > 1 or figure not in levels]
    return [Count(labels[figure.name], figure.value) for figure in shown]
