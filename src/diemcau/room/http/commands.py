"""Commands over HTTP: one address each, made from the commands themselves.

A page of another host cannot give a command in a visitor's name: the header `Idempotency-Key` makes the browser ask
first (and be refused), the cookies are `SameSite=Lax`, and an `Origin` other than our own is turned away.
Source: https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
"""

import re
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.params import HeaderEx, P

from diemcau.conferences.api import Conference, conference_of
from diemcau.core.errors import Invalid, NotAllowed
from diemcau.room import tallies
from diemcau.room.commands import COMMANDS, Command
from diemcau.room.dispatch import Outcome, carry_out, open_room
from diemcau.room.http.reading import hat_of
from diemcau.room.http.schemas import EnvelopeOut, HeadCountIn, OutcomeOut, SeeNoticeIn, body_of
from diemcau.room.rules import Caller, caller_of, viewer_of
from diemcau.room.selectors import envelopes

router = Router(tags=["commands"])
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
Key = HeaderEx[str, P(alias="Idempotency-Key")]
_PATH = "/conferences/{slug}/commands/"


def _begin(request: HttpRequest, slug: str, key: str) -> tuple[Conference, Caller]:
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise NotAllowed(_("Commands are taken from this site's own pages only."))
    if not _KEY.fullmatch(key):
        raise Invalid(_("Idempotency-Key must be 8 to 64 letters, digits or hyphens."))
    conference = conference_of(request, slug)
    return conference, caller_of(request, conference, hat_of(request))


def _told(outcome: Outcome, caller: Caller, conference: Conference) -> OutcomeOut:
    return OutcomeOut(
        first_seq=outcome.entries[0].seq,
        last_seq=outcome.entries[-1].seq,
        repeated=outcome.repeated,
        events=cast("list[EnvelopeOut]", envelopes(outcome.entries, viewer_of(caller, conference))),
    )


def _address(command: type[Command]) -> Callable[..., OutcomeOut]:
    def give(request: HttpRequest, slug: str, given: Schema, key: Key) -> OutcomeOut:
        conference, caller = _begin(request, slug, key)
        fields = given.dict()
        if "venue" in fields:
            fields["venue"] = _venue(fields["venue"], caller)
        return _told(carry_out(conference, command(**fields), caller=caller, key=key), caller, conference)

    give.__annotations__["given"] = body_of(command)
    give.__doc__ = command.__doc__
    return give


def _venue(given: str, caller: Caller) -> str:
    if given or caller.venue is None:
        return given
    return caller.venue.venue_key


for _name, _command in COMMANDS.items():
    router.post(_PATH + _name, response=OutcomeOut, operation_id=_name)(_address(_command))


@router.post(_PATH + "open", response=OutcomeOut, operation_id="open")
def give_open(request: HttpRequest, slug: str, key: Key) -> OutcomeOut:
    """Open the room: agenda and venues are frozen as they were prepared."""
    conference, caller = _begin(request, slug, key)
    return _told(open_room(conference, caller=caller, key=key), caller, conference)


@router.post(_PATH + "report_head_count", response=OutcomeOut, operation_id="report_head_count")
def give_head_count(request: HttpRequest, slug: str, given: HeadCountIn, key: Key) -> OutcomeOut:
    """Say how many delegates a venue counts now."""
    conference, caller = _begin(request, slug, key)
    venue = _venue(given.venue, caller)
    tallies.report_head_count(conference, caller=caller, venue=venue, delegates=given.delegates)
    return OutcomeOut()


@router.post(_PATH + "see_notice", response=OutcomeOut, operation_id="see_notice")
def give_see_notice(request: HttpRequest, slug: str, given: SeeNoticeIn, key: Key) -> OutcomeOut:
    """Say that the operator has seen a notice."""
    conference, caller = _begin(request, slug, key)
    tallies.see_notice(conference, caller=caller, venue=_venue(given.venue, caller), notice=given.notice)
    return OutcomeOut()
