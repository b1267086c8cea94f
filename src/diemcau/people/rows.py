"""How posts are shown: with the name of their unit, and what may be done with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from diemcau.people.models import Post
from diemcau.people.rules import Person, may_give
from diemcau.units import api as units


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post on a page."""

    id: int
    title: str
    role: str
    unit: str
    since: date
    until: date | None
    is_past: bool
    is_to_come: bool
    may_end: bool


def post_rows(
    posts: Iterable[Post], reader: Person | None = None, tree: units.UnitTree | None = None
) -> list[PostRow]:
    """Return posts for a page; with a reader, each says whether the reader may end it.

    A page with many lists hands over the `tree` of today, which is else asked for anew each time.
    """
    today = timezone.localdate()
    tree = tree or units.as_of(today)
    return [_row(post, today, tree, reader) for post in posts]


def _row(post: Post, today: date, tree: units.UnitTree, reader: Person | None) -> PostRow:
    is_past = post.until is not None and post.until < today
    unit = tree.get(post.unit_id) if post.unit_id in tree else units.get_unit(post.unit_id)
    return PostRow(
        id=post.pk,
        title=post.title,
        role=str(post.get_role_display()),
        unit=unit.name,
        since=post.since,
        until=post.until,
        is_past=is_past,
        is_to_come=post.since > today,
        may_end=reader is not None and not is_past and may_give(reader, post.unit_id),
    )
