"""What can go wrong in preparing a conference and in entering it.

DiemCauError
├── NotFound
│   ├── NoSuchConference
│   └── NoSuchVenue
└── Refused
    ├── AlreadyOpened         what is fixed is to be changed after the room opened
    ├── AlreadyEnded          a venue is to be changed or added after the room ended
    └── EntryRefused          a venue does not get in; `desk_phone` says whom to call
        ├── BadLink           forged or cut off
        ├── BadCode           opens nothing
        ├── TooManyCodes      guessing is held back
        ├── ExpiredLink
        ├── RevokedLink
        ├── NotYet            the conference is not announced
        └── ConferenceEnded
"""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from diemcau.core.errors import NotFound, Refused


class NoSuchConference(NotFound):
    """There is no such conference, or none that the actor may see."""

    def __init__(self) -> None:
        super().__init__(_("There is no such conference, or you may not see it. Check the address."))


class NoSuchVenue(NotFound):
    """The conference has no such venue."""

    def __init__(self) -> None:
        super().__init__(
            _("This conference has no such venue. It may have been removed: see the list of venues.")
        )


class AlreadyOpened(Refused):
    """The agenda, and the venues but for their contacts, are frozen: the room has opened."""

    code = "already_opened"

    def __init__(self) -> None:
        super().__init__(
            _(
                "The room has opened: the conference’s particulars, its agenda and its venues are fixed. Contacts and "
                "capacities can still be changed, and a venue that was forgotten can be added."
            )
        )


class AlreadyEnded(Refused):
    """Agenda, venues and contacts stay as they were: the room has ended."""

    code = "already_ended"

    def __init__(self) -> None:
        super().__init__(
            _("The conference has ended: its agenda, its venues and their contacts stay as they were.")
        )


class EntryRefused(Refused):
    """A venue does not get in. The message says why and what to do; `desk_phone` may be empty."""

    code = "entry_refused"
    sentence: ClassVar[str] = ""

    def __init__(self, desk_phone: str = "") -> None:
        super().__init__(_(self.sentence))
        self.desk_phone = desk_phone


class BadLink(EntryRefused):
    """The link is forged or was cut off."""

    code = "bad_link"
    sentence = gettext_noop(
        "This link is incomplete or not genuine. Copy the whole link, or type the short code."
    )


class BadCode(EntryRefused):
    """The short code opens nothing."""

    code = "bad_code"
    sentence = gettext_noop("No venue has this code. Check the eight digits or ask the technical desk.")


class TooManyCodes(EntryRefused):
    """Too many wrong codes came from this address or from all together."""

    code = "too_many_codes"
    status = 429
    sentence = gettext_noop(
        "Too many wrong codes were typed. Wait ten minutes, or open the link or its QR code."
    )


class ExpiredLink(EntryRefused):
    """The access is older than it may be."""

    code = "expired"
    sentence = gettext_noop("This link has expired. Ask the technical desk for a new one.")


class RevokedLink(EntryRefused):
    """The access was taken back."""

    code = "revoked"
    sentence = gettext_noop(
        "This link was taken back. Use the newest one you were sent, or call the technical desk."
    )


class NotYet(EntryRefused):
    """The conference is not announced yet."""

    code = "not_yet"
    sentence = gettext_noop(
        "The conference is not announced yet. Keep this link and open it again on the day."
    )


class ConferenceEnded(EntryRefused):
    """The conference is over."""

    code = "ended"
    sentence = gettext_noop("The conference has ended. Thank you for taking part.")
