"""Search of a portal: published articles and event pages, in the language of the address, accents or not."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diemcau.newsroom.blocks.plain import plain_text
from diemcau.newsroom.models import Article, EventPage, SearchEntry
from diemcau.newsroom.reading.context import Frame, Place, frame_of
from diemcau.newsroom.reading.highlight import excerpt, marked
from diemcau.newsroom.reading.search_index import by_index, found
from diemcau.newsroom.reading.words import LONGEST_CHARACTERS, MOST_WORDS, Asked, asked_of

_ON_A_PAGE = 15
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
# A reader who wants more narrows the question; counting on would cost more than it tells.
MOST_COUNTED = 1_000
# How many of the newest pages are looked at before all of them.
_LOOKED_AT = (2_000, 20_000)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader typed and chose. `section` is its address below the portal; the days are those of the portal's zone."""

    query: str
    section: str
    since: date | None
    until: date | None
    by_date: bool

    @property
    def narrows(self) -> bool:
        """Whether more than the words is asked for."""
        return bool(self.section or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found, with the hits in its title and text marked."""

    url: str
    title: SafeString
    excerpt: SafeString
    at: datetime
    section: Place | None


class Match(NamedTuple):
    """A page that was found, and its date."""

    dateline_at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found; `is_more` where there is more than is counted."""

    page: "ListPage[int]"
    hits: list[Hit]
    is_more: bool
    previous_url: str
    next_url: str


def search(request: HttpRequest) -> HttpResponse:
    """Answer with what a portal has on some words."""
    frame = frame_of(request)
    if frame is None:
        raise Http404
    filters = filters_of(request)
    asked = asked_of(filters.query[: LONGEST_CHARACTERS + 1])
    advice = _advice(filters, asked)
    results = _results(request, frame, filters, asked) if asked and not advice else None
    context = {
        "query": filters.query[:LONGEST_CHARACTERS],
        "filters": filters,
        "sections": [(_value(frame, place), place) for place in frame.sections.values()],
        "advice": advice,
        "list": results,
        "most": MOST_COUNTED,
    }
    return render(request, "newsroom/search.html", context)


def filters_of(request: HttpRequest) -> Filters:
    """Read what a reader typed; what cannot be read is left out."""
    given = request.GET
    return Filters(
        query=given.get("q", "").replace("\x00", "").strip(),
        section=given.get("section", ""),
        since=_day(given.get("from", "")),
        until=_day(given.get("to", "")),
        by_date=given.get("sort") == "date",
    )


def _day(text: str) -> date | None:
    """Return a day that a calendar of news may have; the first and the last days of all have none before or after them."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _advice(filters: Filters, asked: Asked | None) -> str:
    """Return what is to be said in place of results; empty where there can be some."""
    if not filters.query:
        return _("Type one or more words of a title or a text; accents may be left out.")
    if len(filters.query) > LONGEST_CHARACTERS or (asked and len(asked.words) > MOST_WORDS):
        return _("The question is too long: give at most %(words)d words.") % {"words": MOST_WORDS}
    if asked is None:
        return _("There is no word in what you typed, only signs. Type one or more words.")
    if filters.since and filters.until and filters.since > filters.until:
        return _("The first day is after the last one; nothing can lie between them.")
    return ""


def entries_of(frame: Frame, filters: Filters, asked: Asked) -> "QuerySet[SearchEntry]":
    """Return the entries that match, in no order."""
    return SearchEntry.objects.filter(_within(frame, filters), found(asked))


def _count(entries: "QuerySet[SearchEntry]") -> int:
    """Return how many there are, one more than is counted where there are more."""
    with by_index():
        return entries.values("pk")[: MOST_COUNTED + 1].count()


def _all_of_few(entries: "QuerySet[Any]", filters: Filters, asked: Asked) -> list[Match]:
    """Return few matches in order: all of it in the title as it was typed; others with it in the title; the rest."""
    names = ["dateline_at", "pk"]
    if not filters.by_date:
        in_title = Q(found(asked, in_title=True))
        entries = entries.annotate(
            is_best=ExpressionWrapper(in_title & Q(_as_typed(asked)), output_field=BooleanField()),
            in_title=ExpressionWrapper(in_title, output_field=BooleanField()),
        )
        names = ["is_best", "in_title", *names]
    with by_index():
        rows = list(entries.values_list(*names))
    return [Match(*row[-2:]) for row in sorted(rows, reverse=True)]


def _first_of_many(frame: Frame, filters: Filters, asked: Asked, last: int) -> list[Match]:
    """Return the first of many matches, in the same order: those with a hit in the title, then the newest others."""
    everything = entries_of(frame, filters, asked)
    if filters.by_date:
        return _newest_of(everything, last)
    in_title = Q(found(asked, in_title=True))
    titled = SearchEntry.objects.filter(_within(frame, filters), in_title)
    if _count(titled) > MOST_COUNTED:
        as_typed = Q(_as_typed(asked))
        matches = _newest_of(titled.filter(as_typed), last)
        matches += _newest_of(titled.filter(~as_typed), last - len(matches)) if asked.spelled else []
    else:
        matches = _all_of_few(titled, filters, asked)
    return [*matches[:last], *_newest_of(everything.filter(~in_title), last - len(matches))]


def _newest_of(entries: "QuerySet[SearchEntry]", most: int) -> list[Match]:
    """Return the newest of many entries; further back is looked only if there are too few."""
    matches: list[Match] = []
    for count in (*_LOOKED_AT, 0) if most > 0 else ():
        since = _newest_since(count) if count else None
        within = entries if since is None else entries.filter(dateline_at__gte=since)
        # Nothing is unknown; but so the database never walks through all dates to find a rare word.
        ordered = within.order_by(F("dateline_at").desc(nulls_last=True), "-pk")
        with by_index():
            matches = [Match(*row) for row in ordered.values_list("dateline_at", "pk")[:most]]
        if len(matches) == most or since is None:
            break
    return matches


def _newest_since(count: int) -> datetime | None:
    """Return when the newest so many pages begin; None where there are not more than these."""
    dates = SearchEntry.objects.order_by("-dateline_at").values_list("dateline_at", flat=True)
    return dates[count : count + 1].first()


def _within(frame: Frame, filters: Filters) -> Q:
    place = next(
        (one for one in frame.sections.values() if _value(frame, one) == filters.section), frame.home
    )
    within = Q(path__startswith=place.path)
    if filters.since:
        within &= Q(dateline_at__gte=_beginning(filters.since))
    if filters.until:
        within &= Q(dateline_at__lt=_beginning(filters.until + timedelta(days=1)))
    return within


def _value(frame: Frame, place: Place) -> str:
    return place.url.removeprefix(frame.home.url).strip("/")


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _as_typed(asked: Asked) -> Any:
    """Return whether the title has each word with the accents that were typed."""
    if not asked.spelled:
        return Value(True, output_field=BooleanField())
    *whole, last = asked.spelled
    words = [f" {word} " for word in whole] + [f" {last}" + ("" if asked.open_ended else " ")]
    conditions = Q()
    for word in words:
        conditions &= Q(GreaterThan(StrIndex("spelled", Value(word)), Value(0)))
    return ExpressionWrapper(conditions, output_field=BooleanField())


def _results(request: HttpRequest, frame: Frame, filters: Filters, asked: Asked) -> Results:
    entries = entries_of(frame, filters, asked)
    count = _count(entries)
    are_many = count > MOST_COUNTED
    page = Paginator(range(count), _ON_A_PAGE).get_page(request.GET.get("page"))
    first, last = (page.number - 1) * _ON_A_PAGE, page.end_index()
    best = _first_of_many(frame, filters, asked, last) if are_many else _all_of_few(entries, filters, asked)
    return Results(
        page=page,
        hits=_hits(frame, best[first:last], asked),
        is_more=are_many,
        previous_url=_nth(request, page.number - 1),
        next_url=_nth(request, page.number + 1),
    )


def _nth(request: HttpRequest, number: int) -> str:
    given = {
        name: request.GET[name] for name in ("q", "section", "from", "to", "sort") if request.GET.get(name)
    }
    if number > 1:
        given["page"] = str(number)
    return f"{request.path}?{urlencode(given)}"


def _hits(frame: Frame, matches: list[Match], asked: Asked) -> list[Hit]:
    keys = [match.pk for match in matches]
    shown = ("pk", "title", "path", "url_path")
    articles = Article.objects.filter(pk__in=keys).values(*shown, "lead", "body")
    pages = {page["pk"]: page | {"text": f"{page['lead']} {plain_text(page['body'])}"} for page in articles}
    if len(pages) < len(keys):
        events = EventPage.objects.filter(pk__in=keys).values(*shown, text=F("intro"))
        pages |= {page["pk"]: page for page in events}
    return [_hit(frame, pages[match.pk], match, asked) for match in matches if match.pk in pages]


def _hit(frame: Frame, page: dict[str, Any], match: Match, asked: Asked) -> Hit:
    return Hit(
        url=frame.url_of(page["url_path"]),
        title=marked(page["title"], asked),
        excerpt=excerpt(page["text"], asked),
        at=match.dateline_at,
        section=frame.section_of(page["path"]),
    )
