"""The links of a conference as they go out: address, short code, QR picture. What is in here opens doors."""

from dataclasses import dataclass, field
from datetime import datetime

import segno
from django.conf import settings

from diemcau.conferences import tokens
from diemcau.conferences.models import Conference, VenueAccess


@dataclass(frozen=True, slots=True)
class Link:
    """A venue's way in. `token`, `url` and `code` are secrets: they stay out of logs and of the repr."""

    venue_key: str
    venue_code: str
    venue_name: str
    branch_code: str
    branch_name: str
    phone: str
    email: str
    expires_at: datetime
    token: str = field(repr=False)
    code: str = field(repr=False)

    @property
    def url(self) -> str:
        """The address; the token is its fragment, which no browser sends and no log keeps."""
        return f"{settings.PUBLIC_URL}/v#k={self.token}"

    @property
    def grouped_code(self) -> str:
        """The code as it is read over the phone."""
        return tokens.grouped(self.code)

    def qr_svg(self) -> str:
        """The address as a QR code, ready to stand in a page; the page says how large."""
        picture: str = segno.make(self.url, micro=False, error="m").svg_inline(border=2, omitsize=True)
        return picture


def link_of(access: VenueAccess) -> Link:
    """Return the link that an access stands for; its venue is read with it."""
    venue = access.venue
    return Link(
        venue_key=venue.key,
        venue_code=venue.code,
        venue_name=venue.name,
        branch_code=venue.branch_code,
        branch_name=venue.branch_name,
        phone=venue.phone,
        email=venue.email,
        expires_at=access.expires_at,
        token=tokens.token_of(access.key),
        code=tokens.code_of(access.key, access.code_round),
    )


def list_links(conference: Conference, branch_code: str = "") -> list[Link]:
    """Return the valid links of a conference, or of one branch, in the order of venues. One query."""
    valid = VenueAccess.objects.filter(venue__conference=conference, revoked_at=None)
    if branch_code:
        valid = valid.filter(venue__branch_code=branch_code)
    return [link_of(access) for access in valid.select_related("venue").order_by("venue__position", "id")]
