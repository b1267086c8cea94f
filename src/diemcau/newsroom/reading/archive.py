"""The archive of a portal: what was published in a month, on a day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDay, TruncMonth
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diemcau.newsroom.models import Article
from diemcau.newsroom.reading.article import in_branch
from diemcau.newsroom.reading.context import Frame, Place, frame_of

_ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Span:
    """A month or a day with how many articles it has, and its page's address."""

    first: date
    count: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year's months, the newest first."""

    number: int
    months: list[Span]

    @property
    def count(self) -> int:
        """How many articles the year has."""
        return sum(month.count for month in self.months)


@dataclass(frozen=True, slots=True)
class ArchiveList:
    """One page of the articles of a month or a day."""

    page: "ListPage[Article]"
    previous_url: str
    next_url: str


def overview(request: HttpRequest) -> HttpResponse:
    """Answer with the years and months in which something was published."""
    frame = _frame(request)
    years: dict[int, list[Span]] = {}
    for month in _months(in_branch(frame.portal)):
        years.setdefault(month.first.year, []).append(month)
    context = {"years": [Year(number, months) for number, months in years.items()], "title": _("Archive")}
    return render(request, "newsroom/archive.html", context)


def of_year(_request: HttpRequest, year: str) -> HttpResponse:
    """Lead to a year in the overview."""
    return HttpResponseRedirect(f"{reverse('newsroom_archive')}#y{year}")


def of_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Answer with the articles of a month."""
    frame, first = _frame(request), _day(year, month, "01")
    after = (first + timedelta(days=31)).replace(day=1)
    everything = in_branch(frame.portal)
    months, articles = _months(everything), _between(everything, first, after)
    context = {
        "title": month_name(first),
        "above": [frame.home, _archive()],
        "days": _days(articles),
        "before": next((one for one in months if one.first < first), None),
        "after": next((one for one in reversed(months) if one.first > first), None),
        "list": _list(request, articles),
    }
    return render(request, "newsroom/archive.html", context)


def of_day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """Answer with the articles of a day."""
    frame, first = _frame(request), _day(year, month, day)
    month_of_it = Place(month_name(first), _month_url(first.replace(day=1)))
    articles = _between(in_branch(frame.portal), first, first + timedelta(days=1))
    context = {
        "title": day_name(first),
        "above": [frame.home, _archive(), month_of_it],
        "list": _list(request, articles),
    }
    return render(request, "newsroom/archive.html", context)


def month_name(first: date) -> str:
    """Write a month as `Tháng 4/2022`, in English as `April 2022`."""
    if (get_language() or "").startswith("vi"):
        return f"Tháng {first.month}/{first.year}"
    return date_format(first, "F Y")


def day_name(day: date) -> str:
    """Write a day as `28/04/2022`, in English as `28 April 2022`."""
    return f"{day:%d/%m/%Y}" if (get_language() or "").startswith("vi") else date_format(day, "j F Y")


def _archive() -> Place:
    return Place(_("Archive"), reverse("newsroom_archive"))


def _frame(request: HttpRequest) -> Frame:
    frame = frame_of(request)
    if frame is None:
        raise Http404
    return frame


def _day(year: str, month: str, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise Http404 from None
    if found > timezone.localdate():
        raise Http404
    return found


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _between(articles: "QuerySet[Article]", first: date, after: date) -> "QuerySet[Article]":
    return articles.filter(dateline_at__gte=_beginning(first), dateline_at__lt=_beginning(after))


def _months(articles: "QuerySet[Article]") -> list[Span]:
    """Return the months that have articles, the newest first; none of the future."""
    until = _beginning(timezone.localdate() + timedelta(days=1))
    counts = _counts(articles.filter(dateline_at__lt=until), TruncMonth)
    return [Span(one, count, month_name(one), _month_url(one)) for one, count in counts]


def _days(articles: "QuerySet[Article]") -> list[Span]:
    return [
        Span(
            one,
            count,
            f"{one:%d/%m}",
            reverse("newsroom_archive_day", args=[f"{one:%Y}", f"{one:%m}", f"{one:%d}"]),
        )
        for one, count in _counts(articles, TruncDay)
    ]


def _counts(articles: "QuerySet[Article]", trunc: Any) -> list[tuple[date, int]]:
    """Return for each month or day, in the portal's zone, how many articles it has."""
    rows = (
        articles.order_by().values(span=trunc("dateline_at")).annotate(articles=Count("pk")).order_by("-span")
    )
    return [(row["span"].date(), row["articles"]) for row in rows]


def _month_url(first: date) -> str:
    return reverse("newsroom_archive_month", args=[f"{first:%Y}", f"{first:%m}"])


def _list(request: HttpRequest, articles: "QuerySet[Article]") -> ArchiveList:
    page = Paginator(articles, _ON_A_PAGE).get_page(request.GET.get("page"))
    return ArchiveList(page, _nth(request, page.number - 1), _nth(request, page.number + 1))


def _nth(request: HttpRequest, number: int) -> str:
    return request.path if number == 1 else f"{request.path}?page={number}"
