"""Who is invited, by capacity: of the whole conference, or of one venue. Names of delegates do not belong here.

No part of the room depends on it, so it may be changed at any time: who came is known last.
"""

import re

from django.db import transaction

from diemcau.conferences import rules
from diemcau.conferences.commands.gate import change, enter, log
from diemcau.conferences.models import Conference, Venue
from diemcau.conferences.selectors import get_venue
from diemcau.core.text import clean
from diemcau.people.api import Actor

_BULLET = re.compile(r"^(?:[-–—•·+*]|\d+[.)])\s+")


@transaction.atomic
def set_capacities(*, actor: Actor, slug: str, text: str, venue: str = "") -> Conference | Venue:
    """Write the capacities, one in a line, of the venue with key `venue`, or of the conference.

    Raises:
        NotAllowed: the actor may not.
        NoSuchVenue: the conference has no such venue.
        ValidationError: the text is too long.
    """
    conference = enter(slug, actor, rules.may_edit)
    row = get_venue(conference, venue) if venue else conference
    lines = dict.fromkeys(line for part in text.splitlines() if (line := _line(part)))
    if change(row, {"capacities": "\n".join(lines)}):
        log(actor, "capacities.set", conference, row, lines=len(lines))
    return row


def _line(text: str) -> str:
    """Return one capacity without the bullet before it and the mark behind it, as a list of an invitation has them."""
    return _BULLET.sub("", clean(text)).rstrip(" ;,.")
