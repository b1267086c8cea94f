"""The agenda before the room opens."""

from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from diemcau.conferences import rules
from diemcau.conferences.commands.gate import change, enter, log
from diemcau.conferences.models import AgendaItem, Conference, Kind
from diemcau.core.errors import NotFound
from diemcau.core.text import clean
from diemcau.people.api import Actor


def _values(
    *, kind: Kind | str, title: str, speaker: str, speaker_post: str, planned_minutes: int, notes: str
) -> dict[str, object]:
    return {
        "kind": str(kind),
        "title": clean(title),
        "speaker": clean(speaker),
        "speaker_post": clean(speaker_post),
        "planned_minutes": planned_minutes,
        "notes": notes.strip(),
    }


@transaction.atomic
def add_item(
    *,
    actor: Actor,
    slug: str,
    kind: Kind | str,
    title: str,
    planned_minutes: int,
    speaker: str = "",
    speaker_post: str = "",
    notes: str = "",
) -> AgendaItem:
    """Add an item at the end of the agenda.

    Raises:
        NotAllowed, AlreadyOpened: the actor may not, or not any more.
        ValidationError: a value cannot be stored.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    last = conference.agenda_items.order_by("-position").values_list("position", flat=True).first() or 0
    values = _values(
        kind=kind,
        title=title,
        speaker=speaker,
        speaker_post=speaker_post,
        planned_minutes=planned_minutes,
        notes=notes,
    )
    item = AgendaItem(conference=conference, position=last + 1, **values)
    item.clean_fields()
    item.save()
    log(actor, "agenda_item.added", conference, item, kind=item.kind)
    return item


@transaction.atomic
def edit_item(
    *,
    actor: Actor,
    slug: str,
    key: str,
    kind: Kind | str,
    title: str,
    planned_minutes: int,
    speaker: str = "",
    speaker_post: str = "",
    notes: str = "",
) -> AgendaItem:
    """Change an item.

    Raises:
        NotAllowed, AlreadyOpened, ValidationError: as in `add_item`.
        NotFound: the agenda has no such item.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    item = _item(conference, key)
    changed = change(
        item,
        _values(
            kind=kind,
            title=title,
            speaker=speaker,
            speaker_post=speaker_post,
            planned_minutes=planned_minutes,
            notes=notes,
        ),
    )
    if changed:
        log(actor, "agenda_item.edited", conference, item, changes=changed)
    return item


@transaction.atomic
def move_item(*, actor: Actor, slug: str, key: str, direction: Literal["up", "down"]) -> None:
    """Move an item one place; at the end of the agenda it stays.

    Raises:
        NotAllowed, AlreadyOpened, NotFound: as in `edit_item`.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    item = _item(conference, key)
    items = list(conference.agenda_items.order_by("position", "id"))
    start = items.index(item)
    goal = start - 1 if direction == "up" else start + 1
    if not 0 <= goal < len(items):
        return
    items[start], items[goal] = items[goal], items[start]
    _number(items)
    log(actor, "agenda_item.moved", conference, item, to=goal + 1)


@transaction.atomic
def remove_item(*, actor: Actor, slug: str, key: str) -> None:
    """Take an item off the agenda.

    Raises:
        NotAllowed, AlreadyOpened, NotFound: as in `edit_item`.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    item = _item(conference, key)
    log(actor, "agenda_item.removed", conference, item, title=item.title)
    item.delete()
    _number(list(conference.agenda_items.order_by("position", "id")))


def _item(conference: Conference, key: str) -> AgendaItem:
    item = AgendaItem.objects.filter(conference=conference, key=key).first()
    if item is None:
        raise NotFound(_("The agenda has no such item. It may have been removed: look at the agenda."))
    return item


def _number(items: list[AgendaItem]) -> None:
    moved = []
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["position"])
