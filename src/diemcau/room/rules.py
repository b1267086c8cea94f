"""Who may do what in a live room. Deny by default: what stands in no table here nobody may do."""

from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference, Status, VenueSession
from diemcau.core.errors import NotAllowed, NotSignedIn
from diemcau.people import api as people
from diemcau.people.api import SYSTEM, Actor, Person, Role
from diemcau.room.visibility import PUBLIC, STAFF, Viewer

_LEADERS = frozenset({Role.CHAIR, Role.ORGANISER})
_KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.ORGANISER})
_SPEAKERS = _KEEPERS | {Role.TECHNICAL}
_DESK = frozenset({Role.TECHNICAL})

ROLES: dict[str, frozenset[Role]] = {
    "open": _LEADERS,
    "start": _LEADERS,
    "pause": _LEADERS,
    "resume": _LEADERS,
    "end": _LEADERS,
    "start_item": _KEEPERS,
    "finish_item": _KEEPERS,
    "skip_item": _KEEPERS,
    # The phone line is the fallback: staff may ask in a venue's place.
    "request_floor": _SPEAKERS,
    "withdraw_request": _SPEAKERS,
    "grant_floor": _LEADERS,
    "extend_floor": _LEADERS,
    "finish_floor": _LEADERS,
    "register_statement": _KEEPERS,
    "approve_statement": _KEEPERS,
    "decline_statement": _KEEPERS,
    "order_statements": _KEEPERS,
    "call_up_statements": _KEEPERS,
    "send_notice": _SPEAKERS,
    "report_trouble": _DESK,
    "take_trouble": _DESK,
    "solve_trouble": _DESK,
    "send_message": _DESK | {Role.ORGANISER},
    "report_head_count": _DESK | {Role.SECRETARY},
    # Given on the pages of the conference, where the same people may: see `conferences.rules.may_edit`.
    "add_venue": conferences.rules.EDITORS,
    "change_contacts": conferences.rules.EDITORS,
}

OF_VENUES = frozenset(
    {
        "request_floor",
        "withdraw_request",
        "register_statement",
        "withdraw_statement",
        "report_trouble",
        "send_message",
        "report_head_count",
        "see_notice",
    }
)

# What the server itself does: the demonstration opens and starts its room.
_OF_SYSTEM = frozenset(
    {"open", "start", "start_item", "request_floor", "register_statement", "approve_statement"}
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: a signed-in person, a venue, both on one machine, or (with neither) anyone; or the system itself."""

    user: Person | None = None
    venue: VenueSession | None = None
    is_system: bool = False

    @property
    def actor(self) -> Actor:
        """Return whom the log names. Raises: NotSignedIn for a caller that nobody knows."""
        if self.is_system:
            return SYSTEM
        if self.venue is not None:
            return Actor(kind="venue", id=self.venue.venue_key, label=self.venue.venue_name)
        if self.user is not None and self.user.is_authenticated:
            return people.actor_of(self.user)
        raise NotSignedIn(_("Sign in, or enter with the link of your venue."))

    @property
    def is_known(self) -> bool:
        """Say whether the caller is anyone in particular."""
        return self.is_system or self.venue is not None or bool(self.user and self.user.is_authenticated)


THE_SYSTEM = Caller(is_system=True)
Hat = Literal["staff", "venue"]


def caller_of(request: HttpRequest, conference: Conference, hat: Hat | None = None) -> Caller:
    """Return who sends a request about this conference.

    A browser may hold both cookies (the secretary who also tries a hall screen). What a person may do as staff comes
    first, unless the page says by `hat` that it is a venue's.

    Raises: NotSignedIn where the venue's access has ended and nobody is signed in.
    """
    venue, refusal = conferences.entry_of(request)
    if refusal is not None and not request.user.is_authenticated:
        raise NotSignedIn(refusal.message, code=refusal.reason)
    if venue is not None and venue.slug != conference.slug:
        venue = None
    user: Person = request.user
    if venue is not None and (hat == "venue" or not conferences.rules.may_staff(user, conference)):
        return Caller(venue=venue)
    return Caller(user=user)


def viewer_of(caller: Caller, conference: Conference) -> Viewer:
    """Return what the caller may see of the room. Raises: NotSignedIn, NotAllowed where it is nothing."""
    if caller.is_system:
        return STAFF
    if caller.venue is not None:
        return Viewer(venue=caller.venue.venue_key)
    user = caller.user
    if user is not None and conferences.rules.may_staff(user, conference):
        return STAFF
    if (conference.open_to_public and conference.status != Status.DRAFT) or (
        user is not None and conferences.rules.may_read(user, conference)
    ):
        return PUBLIC
    if not caller.is_known:
        raise NotSignedIn(_("Sign in, or enter with the link of your venue."))
    raise NotAllowed(_("This conference is not open to you."))


def may(caller: Caller, command: str, conference: Conference) -> bool:
    """Say whether the caller may give this command at all."""
    if caller.is_system:
        return command in _OF_SYSTEM
    if caller.venue is not None:
        return command in OF_VENUES
    if caller.user is None or command not in ROLES:
        return False
    return people.holds(caller.user, ROLES[command], conference.unit_id)


def check(caller: Caller, command: str, conference: Conference, venue: str | None) -> None:
    """Raises: NotSignedIn, NotAllowed where the caller may not give this command, or not for this `venue`."""
    if not caller.is_known:
        raise NotSignedIn(_("Sign in, or enter with the link of your venue."))
    if not may(caller, command, conference):
        raise NotAllowed(_("Your role does not permit this here."))
    if caller.venue is not None and venue is not None and venue != caller.venue.venue_key:
        raise NotAllowed(_("A venue acts for itself only."))


def commands_of(caller: Caller, conference: Conference) -> list[str]:
    """Return the names of the commands that the caller may give, for the screens."""
    return sorted(name for name in ROLES.keys() | OF_VENUES if may(caller, name, conference))
