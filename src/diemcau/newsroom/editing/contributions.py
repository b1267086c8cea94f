"""The register of contributions: what each author and photographer has published in a portal in a month, for royalties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from diemcau.core.errors import Invalid
from diemcau.core.text import sort_key
from diemcau.newsroom.blocks.plain import plain_text
from diemcau.newsroom.editing.contributions_names import credited, name_key
from diemcau.newsroom.models import Article, Picture, Portal


@dataclass(frozen=True, slots=True)
class Entry:
    """One article: `characters` counts lead and body without spaces, `pictures` those that it shows."""

    article: Article
    authors: tuple[str, ...]
    photographers: tuple[str, ...]
    characters: int
    pictures: int


@dataclass(slots=True)
class Row:
    """What one person contributed: articles and characters as author, pictures and the articles that show them."""

    name: str
    articles: int = 0
    characters: int = 0
    pictured_articles: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Register:
    """A month of a portal. The totals count each article and each picture once, however many persons share it."""

    portal: Portal
    month: date
    rows: list[Row]
    entries: list[Entry]
    unnamed: int = 0
    total: Row = field(default_factory=lambda: Row(""))


def read_month(text: str) -> date:
    """Return the first day of a month written as 2022-04.

    Raises:
        Invalid: it is no month.
    """
    # Neither the first nor the last month of all, which have no neighbours.
    if re.fullmatch(r"(19|2\d)\d\d-(0[1-9]|1[0-2])", text) is None:
        raise Invalid(_("This is no month: %s. Write it as 2022-04.") % text[:20])
    return date.fromisoformat(f"{text}-01")


def this_month() -> date:
    """Return the first day of the month that it is now, by the organisation's clock."""
    return datetime.now(_zone()).date().replace(day=1)


def make_register(portal: Portal, month: date) -> Register:
    """Count what was first published in a month; an article that was taken over counts where it comes from."""
    entries = [_entry(article) for article in _published(portal, month)]
    rows: dict[str, Row] = {}
    for entry in entries:
        for name in entry.authors:
            row = rows.setdefault(name_key(name), Row(name))
            row.articles += 1
            row.characters += entry.characters
        for name, count in _shots(entry).items():
            row = rows.setdefault(name_key(name), Row(name))
            row.pictured_articles += 1
            row.pictures += count
    total = Row(
        "", len(entries), sum(one.characters for one in entries), sum(1 for one in entries if one.pictures)
    )
    total.pictures = sum(one.pictures for one in entries)
    unnamed = sum(1 for one in entries if not one.authors)
    return Register(
        portal, month, sorted(rows.values(), key=lambda row: sort_key(row.name)), entries, unnamed, total
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _published(portal: Portal, month: date) -> Iterator[Article]:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    begin, end = (datetime.combine(day, time(), tzinfo=_zone()) for day in (month, following))
    found = Article.objects.descendant_of(portal).filter(
        taken_from=None, first_published_at__gte=begin, first_published_at__lt=end
    )
    return iter(found.select_related("picture").order_by("first_published_at", "pk"))


def _entry(article: Article) -> Entry:
    persons = credited(article.author, article.photographer)
    letters = sum(not char.isspace() for char in article.lead + plain_text(article.body))
    return Entry(article, persons.authors, persons.photographers, letters, len(_pictures(article)))


def _shots(entry: Entry) -> dict[str, int]:
    """Return how many of an article's pictures each person made: by the pictures' credits, else the article's photographers."""
    made: dict[str, int] = {}
    for credit in _pictures(entry.article):
        persons = credited("", credit).photographers or entry.photographers
        for name in persons:
            made[name] = made.get(name, 0) + 1
    return made


def _pictures(article: Article) -> list[str]:
    """Return the credit of each picture that an article shows; each picture once."""
    shown: dict[int, str] = {article.picture_id: ""} if article.picture_id else {}
    for block in article.body.raw_data:
        for value in _picture_values(block):
            shown.setdefault((value.get("image") or {}).get("image") or 0, value.get("credit") or "")
    shown.pop(0, None)
    known = dict(Picture.objects.filter(pk__in=shown).values_list("pk", "credit"))
    return [credit or known[pk] for pk, credit in shown.items() if pk in known]


def _picture_values(block: dict[str, Any]) -> list[dict[str, Any]]:
    if block["type"] == "picture":
        return [block["value"]]
    if block["type"] == "gallery":
        return [
            one["value"] if one.get("type") == "item" else one for one in block["value"].get("pictures", [])
        ]
    return []
