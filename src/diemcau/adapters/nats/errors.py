"""What can go wrong between us and NATS.

Unavailable (diemcau.core.errors)
└── LiveEventsDown        the server does not answer, or not in time
    └── NotConnected      the connection is away at this moment; it is being made again
DiemCauError
└── LiveEventsFault       a fault of ours, which trying again does not mend
    ├── EntryRefused      the server does not accept our key
    ├── SubjectRefused    this role may not hear or say that subject
    └── MessageTooLarge   more than the server's `max_payload`
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from nats import errors as library

from diemcau.core.errors import DiemCauError, Unavailable


class LiveEventsDown(Unavailable):
    """The server does not answer, or not in time."""

    code = "live_events_down"


class NotConnected(LiveEventsDown):
    """The connection is away at this moment; it is being made again."""

    code = "live_events_not_connected"


class LiveEventsFault(DiemCauError):
    """A fault of ours, which trying again does not mend."""

    code = "live_events_fault"


class EntryRefused(LiveEventsFault):
    """The server does not accept our key."""

    code = "live_events_entry_refused"


class SubjectRefused(LiveEventsFault):
    """This role may not hear or say that subject."""

    code = "live_events_subject_refused"


class MessageTooLarge(LiveEventsFault):
    """The message has more bytes than the server takes."""

    code = "live_events_message_too_large"


_AWAY = (
    library.ConnectionClosedError,
    library.ConnectionDrainingError,
    library.ConnectionReconnectingError,
    library.OutboundBufferLimitError,
    library.StaleConnectionError,
)
_DOWN = (
    library.TimeoutError,
    library.NoServersError,
    library.NoRespondersError,
    OSError,
    asyncio.TimeoutError,
)
_REFUSED = (library.AuthorizationError, library.InvalidUserCredentialsError)


def translate(error: Exception) -> DiemCauError:
    """Return our own error for one of the library's or of the network."""
    text = str(error).lower()
    if isinstance(error, _AWAY):
        return not_connected()
    if isinstance(error, _DOWN):
        return server_away()
    if isinstance(error, _REFUSED) or "authorization" in text or "authentication" in text:
        return EntryRefused(
            _("The server for live events (NATS) refuses our key. Start it again by diemcau serve.")
        )
    if "permissions violation" in text:
        return SubjectRefused(_("This process may not use that subject of the live events."))
    if isinstance(error, library.MaxPayloadError):
        return message_too_large()
    return LiveEventsFault(_("The live events failed: %(error)s.") % {"error": error})


def not_connected() -> NotConnected:
    """Return the error of a connection that is away."""
    return NotConnected(_("The connection for live events is away; it is being made again."))


def server_away() -> LiveEventsDown:
    """Return the error of a server that does not answer."""
    return LiveEventsDown(_("The server for live events (NATS) does not answer. See whether it runs."))


def message_too_large() -> MessageTooLarge:
    """Return the error of a message that the server would not take."""
    return MessageTooLarge(_("A message is larger than the server for live events takes."))


@contextmanager
def translated() -> Iterator[None]:
    """Raise our own errors in place of the library's."""
    try:
        yield
    except (library.Error, OSError, TimeoutError) as error:
        raise translate(error) from error
