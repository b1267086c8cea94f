"""Making, changing and removing venues before the room opens."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from diemcau.conferences import rules
from diemcau.conferences.access import revoke
from diemcau.conferences.commands.gate import change, enter, log
from diemcau.conferences.errors import NoSuchVenue
from diemcau.conferences.models import Conference, Venue
from diemcau.conferences.phones import normal
from diemcau.conferences.places import day_of, place_of, put, put_in_order, refresh, search_text
from diemcau.core.text import clean
from diemcau.people.api import Actor
from diemcau.units import api as units


@dataclass(frozen=True, slots=True)
class Made:
    """How many venues an action made, and how many were there before."""

    made: int
    already: int


@transaction.atomic
def make_venues(*, actor: Actor, slug: str, branch_id: int, levels: Iterable[str]) -> Made:
    """Make a venue for every unit of these levels in a branch, as the tree is on the conference's day.

    Units that host a venue of the conference already are left alone, so a repeat adds only what is missing.

    Raises:
        NotAllowed, AlreadyOpened: the actor may not, or not any more.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    tree = units.as_of(day_of(conference))
    wanted = set(levels)
    unit_ids = [unit_id for unit_id in tree.branch_ids(branch_id) if tree.get(unit_id).level in wanted]
    there = list(conference.venues.all())
    hosting = {venue.unit_id for venue in there}
    taken = {venue.code for venue in there}
    new = [new_venue(conference, unit_id, tree, taken) for unit_id in unit_ids if unit_id not in hosting]
    if new:
        moved = put_in_order([*there, *new])
        Venue.objects.bulk_update((venue for venue in moved if venue.pk), ["position"], batch_size=400)
        Venue.objects.bulk_create(new, batch_size=500)
        log(actor, "venues.made", conference, branch=branch_id, levels=sorted(wanted), made=len(new))
    return Made(made=len(new), already=len(unit_ids) - len(new))


def new_venue(
    conference: Conference, unit_id: int, tree: units.UnitTree, taken: set[str], name: str = ""
) -> Venue:
    """Return an unsaved venue at its unit's place, with a code that is not `taken` yet; without a name it bears the unit's.

    Raises:
        UnitNotFound: the unit is not there on the tree's day.
    """
    place = place_of(unit_id, tree)
    venue = Venue(
        conference=conference, unit_id=unit_id, code=_free(place.code, taken), name=clean(name) or place.name
    )
    put(venue, place)
    return venue


def _free(code: str, taken: set[str]) -> str:
    number, free = 2, code
    while free in taken:
        free, number = f"{code}-{number}", number + 1
    taken.add(free)
    return free


@transaction.atomic
def add_venue(*, actor: Actor, slug: str, unit_id: int, name: str = "", is_main: bool = False) -> Venue:
    """Add one venue by hand; a unit may host several. Without a name it bears the unit's.

    Raises:
        NotAllowed, AlreadyOpened: the actor may not, or not any more.
        UnitNotFound: the unit is not there on the conference's day.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    taken = set(conference.venues.values_list("code", flat=True))
    venue = new_venue(conference, unit_id, units.as_of(day_of(conference)), taken, name)
    if is_main:
        conference.venues.filter(is_main=True).update(is_main=False)
    venue.is_main = is_main
    venue.save()
    refresh(conference)
    log(actor, "venue.added", conference, venue, unit=unit_id, is_main=is_main)
    return venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Who is at a venue, and how many are expected; `quota` None where nobody said."""

    chair_name: str = ""
    chair_post: str = ""
    operator_name: str = ""
    phone: str = ""
    email: str = ""
    quota: int | None = None


CONTACT_FIELDS = tuple(Contacts.__dataclass_fields__)


@transaction.atomic
def edit_venue(
    *, actor: Actor, slug: str, key: str, name: str, contacts: Contacts, is_main: bool = False
) -> Venue:
    """Change a venue's name and contacts, and whether it is the main one (there is one at most).

    Raises:
        NotAllowed, AlreadyOpened: the actor may not, or not any more.
        NoSuchVenue: the conference has no such venue.
        Invalid, ValidationError: the phone or another value cannot be used.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    venue = _venue(conference, key)
    was_main = venue.is_main
    if is_main and not was_main:
        conference.venues.filter(is_main=True).update(is_main=False)
    changed = change(venue, {"name": clean(name), "is_main": is_main, **contact_values(contacts)})
    if not changed:
        return venue
    change(venue, {"search": search_text(venue)})
    if is_main != was_main:
        refresh(conference)
    log(actor, "venue.edited", conference, venue, fields=sorted(changed))
    return venue


def contact_values(contacts: Contacts) -> dict[str, object]:
    """Return contacts as they are stored.

    Raises:
        Invalid: the phone is none.
    """
    return {
        "chair_name": clean(contacts.chair_name),
        "chair_post": clean(contacts.chair_post),
        "operator_name": clean(contacts.operator_name),
        "phone": normal(contacts.phone),
        "email": contacts.email.strip(),
        "quota": contacts.quota,
    }


@transaction.atomic
def remove_venue(*, actor: Actor, slug: str, key: str) -> None:
    """Remove a venue with its link; whoever is connected by it is put out.

    Raises:
        NotAllowed, AlreadyOpened, NoSuchVenue: as in `edit_venue`.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    venue = _venue(conference, key)
    for access in venue.accesses.filter(revoked_at=None).select_related("venue__conference"):
        revoke(access, actor)
    log(actor, "venue.removed", conference, venue, unit=venue.unit_id)
    venue.delete()


def _venue(conference: Conference, key: str) -> Venue:
    venue = Venue.objects.filter(conference=conference, key=key).first()
    if venue is None:
        raise NoSuchVenue
    return venue
