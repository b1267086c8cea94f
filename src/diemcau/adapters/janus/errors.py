"""What can go wrong between us and Janus.

Unavailable (diemcau.core.errors)
└── JanusDown             Janus does not answer, or not in time
DiemCauError
└── JanusFault            Janus refused what we asked; `number` is its own code
    ├── EntryRefused      our token is not accepted
    ├── NoSuchRoom        there is no such room (it was restarted)
    ├── RoomExists        the room is there already
    ├── NoSuchPublisher   nobody publishes under that id
    └── OfferRefused      the offer cannot be used: no H264 or no Opus in it, or it is no SDP
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from websockets.exceptions import WebSocketException

from diemcau.core.errors import DiemCauError, Unavailable


class JanusDown(Unavailable):
    """Janus does not answer, or not in time."""

    code = "janus_down"


class JanusFault(DiemCauError):
    """Janus refused what we asked."""

    code = "janus_fault"

    def __init__(self, message: str, *, number: int = 0) -> None:
        super().__init__(message)
        self.number = number


class EntryRefused(JanusFault):
    """Our token is not accepted."""

    code = "janus_entry_refused"


class NoSuchRoom(JanusFault):
    """There is no such room."""

    code = "janus_no_such_room"


class RoomExists(JanusFault):
    """The room is there already."""

    code = "janus_room_exists"


class NoSuchPublisher(JanusFault):
    """Nobody publishes under that id."""

    code = "janus_no_such_publisher"


class OfferRefused(JanusFault):
    """The offer cannot be used."""

    code = "janus_offer_refused"


# The core: 403 unauthorised, 465 invalid SDP. VideoRoom: 425 join first, 426 no room, 427 exists, 428 no feed, 433 unauthorised.
# Source: janus.h (JANUS_ERROR_…) and janus_videoroom.c (JANUS_VIDEOROOM_ERROR_…) of Janus 1.1.2.
_BY_NUMBER: dict[int, type[JanusFault]] = {
    403: EntryRefused,
    405: EntryRefused,
    426: NoSuchRoom,
    427: RoomExists,
    428: NoSuchPublisher,
    433: EntryRefused,
    437: OfferRefused,
    465: OfferRefused,
}


def fault(number: int, reason: str) -> JanusFault:
    """Return the error for one of Janus' codes."""
    kind = _BY_NUMBER.get(number, JanusFault)
    return kind(
        _("The media server refused: %(reason)s (%(number)s).") % {"reason": reason, "number": number},
        number=number,
    )


def down() -> JanusDown:
    """Return the error of a Janus that does not answer."""
    return JanusDown(
        _(
            "The media server (Janus) does not answer. It is started again by itself; try again in a few seconds."
        )
    )


@contextmanager
def translated() -> Iterator[None]:
    """Raise our own errors in place of the library's and the network's."""
    try:
        yield
    except (WebSocketException, OSError, TimeoutError, EOFError) as error:
        raise down() from error
