"""The only door to conferences, their agenda and venues, and to how a venue enters."""

from diemcau.conferences import demonstration, rules
from diemcau.conferences.access import (
    AccessRef,
    VenueSession,
    access_revoked,
    conference_of,
    enter_by_code,
    enter_by_token,
    entry_of,
    note_seen,
    reissue,
    renew_cookie,
    revoke,
    set_cookie,
    venue_of,
)
from diemcau.conferences.commands.gate import person_of
from diemcau.conferences.commands.links import issue_links
from diemcau.conferences.errors import AlreadyOpened, EntryRefused, NoSuchConference, NoSuchVenue
from diemcau.conferences.links import Link, link_of, list_links
from diemcau.conferences.live import Rooms, offer_rooms
from diemcau.conferences.models import (
    AgendaItem,
    Conference,
    Face,
    Kind,
    Status,
    Venue,
    VenueAccess,
    VenueDevice,
)
from diemcau.conferences.projection import freeze, mark_ended, mark_open
from diemcau.conferences.selectors import (
    AgendaRow,
    VenueRow,
    agenda,
    capacities,
    get_conference,
    get_venue,
    list_conferences,
    list_public_slugs,
    venues,
)

__all__ = [
    "AccessRef",
    "AgendaItem",
    "AgendaRow",
    "AlreadyOpened",
    "Conference",
    "EntryRefused",
    "Face",
    "Kind",
    "Link",
    "NoSuchConference",
    "NoSuchVenue",
    "Rooms",
    "Status",
    "Venue",
    "VenueAccess",
    "VenueDevice",
    "VenueRow",
    "VenueSession",
    "access_revoked",
    "agenda",
    "capacities",
    "conference_of",
    "demonstration",
    "enter_by_code",
    "enter_by_token",
    "entry_of",
    "freeze",
    "get_conference",
    "get_venue",
    "issue_links",
    "link_of",
    "list_conferences",
    "list_links",
    "list_public_slugs",
    "mark_ended",
    "mark_open",
    "note_seen",
    "offer_rooms",
    "person_of",
    "reissue",
    "renew_cookie",
    "revoke",
    "rules",
    "set_cookie",
    "venue_of",
    "venues",
]
