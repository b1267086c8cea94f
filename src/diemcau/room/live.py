"""What the web application says on the live subjects: nudges, tokens for clients, and the end of revoked accesses."""

import json
import logging
from functools import cache
from typing import Any

import httpx
from django.conf import settings
from django.dispatch import receiver
from django.utils.translation import gettext as _

from diemcau.adapters.nats import subjects
from diemcau.adapters.nats.client import Identity
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.publisher import Publisher
from diemcau.adapters.nats.revocation import Revoker
from diemcau.adapters.nats.tokens import Minter, Token
from diemcau.conferences.api import AccessRef, Status, access_revoked
from diemcau.core.errors import DiemCauError, Unavailable
from diemcau.people.api import rights_withdrawn
from diemcau.room.models import Room
from diemcau.room.rules import Caller
from diemcau.room.visibility import Viewer

log = logging.getLogger(__name__)
BOARD_TIMEOUT_S = 1.0


@cache
def keyring() -> Keyring:
    """Return the keys of this installation."""
    return Keyring(settings.NATS_SEED)


@cache
def publisher() -> Publisher:
    """Return this process's one connection for saying things; it is made at the first use."""
    return Publisher(settings.NATS_URL, Identity.of_process(keyring(), "web"))


def token_for(caller: Caller, viewer: Viewer, slug: str, browser: str) -> Token:
    """Return a NATS token for what the viewer may hear; `browser` tells anonymous ones apart."""
    minter = Minter(keyring())
    if caller.venue is not None:
        return minter.venue(conference=slug, venue=caller.venue.venue_key, access=caller.venue.access_key)
    if viewer.staff:
        return minter.staff(conference=slug, account=caller.actor.id)
    return minter.public(conference=slug, holder=browser)


def board(slug: str) -> bytes:
    """Return the whole board of a conference as JSON, from the pulse process. Raises: Unavailable."""
    try:
        answer = httpx.get(f"http://127.0.0.1:{settings.PULSE_PORT}/board/{slug}", timeout=BOARD_TIMEOUT_S)
        return answer.raise_for_status().content
    except httpx.HTTPError as fault:
        raise Unavailable(
            _("The links of the venues are not known at the moment; they come again by themselves.")
        ) from fault


def subjects_for(viewer: Viewer, slug: str) -> dict[str, str | None]:
    """Return the subjects that a client subscribes to, and where a venue sends its pulse."""
    own = (
        subjects.staff(slug) if viewer.staff else subjects.venue(slug, viewer.venue) if viewer.venue else None
    )
    return {
        "events": subjects.events(slug),
        "head": subjects.head(slug),
        "own": own,
        "board": subjects.board(slug) if viewer.staff else None,
        "pulse": subjects.pulse(slug, viewer.venue) if viewer.venue else None,
    }


@receiver(access_revoked, dispatch_uid="room.live.end_connections")
def end_connections(accesses: list[AccessRef], **_kwargs: Any) -> None:
    """Tell the screens of revoked accesses that they are, then end their connections at the server.

    Where NATS is away the keys are noted all the same and hold from its next start; no connection is open then.
    """
    minter = Minter(keyring())
    for ref in accesses:
        notice = json.dumps({"revoked": ref.access_key}).encode()
        publisher().publish(subjects.venue(ref.slug, ref.venue_key), notice)
    _revoke([minter.venue_key(ref.access_key) for ref in accesses])


@receiver(rights_withdrawn, dispatch_uid="room.live.end_staff_connections")
def end_staff_connections(user_id: int, **_kwargs: Any) -> None:
    """End the connections of an account that lost rights; where it has others it gets a new token by itself."""
    slugs = Room.objects.filter(conference__status=Status.OPEN).values_list("conference__slug", flat=True)
    minter = Minter(keyring())
    if keys := [minter.staff_key(conference=slug, account=str(user_id)) for slug in slugs]:
        _revoke(keys)


def _revoke(keys: list[str]) -> None:
    revoker = Revoker(url=settings.NATS_URL, seed=settings.NATS_SEED, folder=settings.NATS_FOLDER)
    try:
        revoker.revoke(keys)
    except DiemCauError as error:
        log.warning("revoked %d keys while the live events are away: %s", len(keys), error.message)
