"""What can go wrong with pictures that are sent in.

DiemCauError
├── NotAllowed
│   └── MayNotKeepPool        the actor keeps another portal's pool
├── NotFound
│   └── NoSuchPicture
├── Refused
│   ├── LinkRefused           a photographer's link does not open anything
│   ├── TooManyPictures       too many within a short time
│   └── NoPlace               the portal tells nothing of this conference or venue
├── Invalid
│   └── PictureRefused        the file is not a picture that can be used
└── Unavailable
    └── FeedAway              there is no programme feed to take a still of
"""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from diemcau.core.errors import Invalid, NotAllowed, NotFound, Refused, Unavailable


class MayNotKeepPool(NotAllowed):
    """The actor keeps another portal's pool, or none."""

    def __init__(self) -> None:
        super().__init__(_("Your roles do not permit this. Ask the editors of your unit's portal."))


class NoSuchPicture(NotFound):
    """The picture is not there any more, or not in a pool of the actor's."""

    def __init__(self) -> None:
        super().__init__(_("There is no such picture in the pool any more."))


class LinkRefused(Refused):
    """The link is forged, expired or revoked. The message says which and what to do."""

    code = "link_refused"
    status = 403
    _WHY: ClassVar[dict[str, str]] = {
        "forged": gettext_noop("This link is incomplete or not genuine. Scan the QR code once more."),
        "expired": gettext_noop("This link has expired. Ask the editors for a new one."),
        "revoked": gettext_noop("This link was taken back. Ask the editors for a new one."),
        "unknown": gettext_noop("Open the link or scan the QR code that the editors gave you."),
    }

    def __init__(self, why: str) -> None:
        super().__init__(_(self._WHY[why]), code=f"link_{why}")


class TooManyPictures(Refused):
    """Too many files came with one link."""

    code = "too_many_pictures"
    status = 429

    def __init__(self) -> None:
        super().__init__(_("Very many pictures came within a short time. Wait ten minutes, then go on."))


class NoPlace(Refused):
    """The portal has nothing to do with the conference or the venue."""

    code = "no_place"

    def __init__(self) -> None:
        super().__init__(_("This portal does not tell of that conference or venue. Choose another one."))


class PictureRefused(Invalid):
    """A file that is not accepted. The message says why and what to do."""

    code = "picture_refused"
    _WHY: ClassVar[dict[str, str]] = {
        "too_big": gettext_noop("The file is larger than 30 MB. Send it in a smaller size."),
        "empty": gettext_noop("The file is empty. Choose it once more."),
        "no_picture": gettext_noop(
            "This is not a picture that can be used: send JPEG, PNG, WebP, HEIC or AVIF."
        ),
        "too_many_pixels": gettext_noop(
            "The picture has more than 120 megapixels. Send it in a smaller size."
        ),
        "damaged": gettext_noop("The picture is damaged or was cut off. Send it once more."),
    }

    def __init__(self, why: str) -> None:
        super().__init__(_(self._WHY[why]), code=why)


class FeedAway(Unavailable):
    """The programme feed gives no picture at this moment."""

    code = "feed_away"

    def __init__(self) -> None:
        super().__init__(
            _(
                "The programme feed is away at this moment, so there is nothing to take. Try again when it is back."
            )
        )
