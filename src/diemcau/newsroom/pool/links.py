"""Photographers' links: making them, taking them back, and what a browser with one may do."""

from datetime import timedelta
from functools import cached_property

import segno
from django.conf import settings
from django.db import transaction
from django.utils.safestring import SafeString

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference
from diemcau.core.clock import now
from diemcau.core.text import clean
from diemcau.newsroom.models import PhotographerLink, Portal
from diemcau.newsroom.pool import rules
from diemcau.newsroom.pool.errors import LinkRefused, MayNotKeepPool, NoPlace
from diemcau.newsroom.pool.tokens import key_in, token_of
from diemcau.people import api as people
from diemcau.people.api import User
from diemcau.units import api as units

LIFE_AFTER_END = timedelta(days=1)


class ShownLink:
    """A link as the page shows it: its row, its address, its QR code, whether it still opens."""

    def __init__(self, row: PhotographerLink, *, venue_name: str = "") -> None:
        self.row, self.venue_name = row, venue_name

    @property
    def url(self) -> str:
        """Return the address for the photographer's phone."""
        return f"{settings.PUBLIC_URL}/anh/{token_of(self.row.key)}"

    @cached_property
    def qr(self) -> SafeString:
        """Return the QR code of the address as an inline SVG."""
        return SafeString(segno.make(self.url, micro=False, error="m").svg_inline(border=2, omitsize=True))

    @property
    def is_open(self) -> bool:
        """Say whether pictures can be sent with it now."""
        return self.row.revoked_at is None and self.row.expires_at > now()


@transaction.atomic
def make_link(*, actor: User, portal: Portal, slug: str, name: str, venue: str = "") -> PhotographerLink:
    """Give a photographer a link to the portal's pool, good until a day after the conference's end.

    Raises: NoSuchConference, NoSuchVenue, MayNotKeepPool, NoPlace.
    """
    conference = conferences.get_conference(slug)
    _check(actor, portal)
    if not tells_of(portal, conference, venue):
        raise NoPlace
    ends_at = max(conference.ends_at, conference.ended_at or conference.ends_at)
    link = PhotographerLink.objects.create(
        portal=portal,
        conference=slug,
        venue=venue,
        name=clean(name)[:120],
        made_by=actor,
        expires_at=max(ends_at, now()) + LIFE_AFTER_END,
    )
    _record(actor, "made", link)
    return link


@transaction.atomic
def revoke_link(*, actor: User, link_id: int) -> PhotographerLink:
    """Take a link back: it opens nothing from now on; what was sent stays.

    Raises: LinkRefused, MayNotKeepPool.
    """
    link = PhotographerLink.objects.select_related("portal").filter(pk=link_id).first()
    if link is None:
        raise LinkRefused("unknown")
    _check(actor, link.portal)
    if link.revoked_at is None:
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        _record(actor, "revoked", link)
    return link


def link_in(token: str) -> PhotographerLink:
    """Return the link that a token stands for, if it is good now.

    Raises:
        LinkRefused: forged, expired, taken back.
    """
    if not token:
        raise LinkRefused("unknown")
    key = key_in(token)
    link = PhotographerLink.objects.select_related("portal").filter(key=key).first() if key else None
    if link is None:
        raise LinkRefused("forged")
    if link.revoked_at is not None:
        raise LinkRefused("revoked")
    if link.expires_at <= now():
        raise LinkRefused("expired")
    return link


def tells_of(portal: Portal, conference: Conference, venue: str = "") -> bool:
    """Say whether a portal tells of a conference (of this venue): its unit organises it or has venues in its branch.

    Raises:
        NoSuchVenue: the conference has none of this key.
    """
    branch = set(units.branch_ids(portal.unit_id)) if portal.unit_id else set()
    if venue:
        return conferences.get_venue(conference, venue).unit_id in branch
    if conference.unit_id in branch:
        return True
    return conferences.Venue.objects.filter(conference=conference, unit_id__in=branch).exists()


def _check(actor: User, portal: Portal) -> None:
    if not rules.may_keep(actor, portal):
        raise MayNotKeepPool


def _record(actor: User, deed: str, link: PhotographerLink) -> None:
    people.record(
        actor=people.actor_of(actor),
        action=f"newsroom.photographer.{deed}",
        target=link,
        conference=link.conference,
        unit_id=link.portal.unit_id,
        venue=link.venue,
    )
