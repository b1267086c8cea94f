"""What may still change between the opening of the room and its end: a venue's contacts, and a venue that was forgotten.

The row and the room's log change in one transaction, so that they never disagree.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from diemcau.conferences import live, rules
from diemcau.conferences.commands.gate import change, enter, log
from diemcau.conferences.commands.venues import CONTACT_FIELDS, Contacts, contact_values, new_venue
from diemcau.conferences.models import Venue
from diemcau.conferences.places import day_of, position_among, search_text
from diemcau.conferences.selectors import get_conference, get_venue, venue_row
from diemcau.people.api import Actor
from diemcau.units import api as units

_NOT_IN_ROOM = {"email"}


def change_contacts(*, actor: Actor, slug: str, key: str, given: Mapping[str, Any]) -> Venue:
    """Change the contacts that are `given` (fields of `Contacts`); what somebody else has just changed stays.

    Raises:
        NotAllowed, AlreadyEnded: the actor may not, or not any more.
        NoSuchVenue: the conference has no such venue.
        Refused: the room is not open.
        Invalid, ValidationError: the phone or another value cannot be used.
    """
    with live.rooms().held(get_conference(slug)):
        conference = enter(slug, actor, rules.may_edit, unended=True)
        venue = get_venue(conference, key)
        contacts = Contacts(**{field: getattr(venue, field) for field in CONTACT_FIELDS})
        changed = change(venue, contact_values(replace(contacts, **given)))
        if changed:
            change(venue, {"search": search_text(venue)})
            log(actor, "venue.edited", conference, venue, fields=sorted(changed))
        if changed.keys() - _NOT_IN_ROOM:
            live.rooms().change_contacts(conference, venue_row(venue), actor=actor)
    return venue


def add_late_venue(*, actor: Actor, slug: str, unit_id: int, name: str = "") -> tuple[Venue, bool]:
    """Add one venue by hand; return it, and whether it is new.

    It can never be removed, so a unit has one of each name: whoever adds it again, or at the same moment, gets the first.

    Raises:
        NotAllowed, AlreadyEnded: the actor may not, or not any more.
        UnitNotFound: the unit is not there on the conference's day.
        Refused: the room is not open.
    """
    conference = get_conference(slug)
    tree = units.as_of(day_of(conference))
    with live.rooms().held(conference):
        conference = enter(slug, actor, rules.may_edit, unended=True)
        there = list(conference.venues.all())
        venue = new_venue(conference, unit_id, tree, {one.code for one in there}, name)
        for one in there:
            if (one.unit_id, one.name) == (venue.unit_id, venue.name):
                return one, False
        venue.position = position_among(there, venue)
        venue.save()
        log(actor, "venue.added", conference, venue, unit=unit_id, is_main=False)
        live.rooms().add_venue(conference, venue_row(venue), actor=actor)
    return venue, True
