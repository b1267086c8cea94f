"""What happens to pictures of the pool: they come in, are captioned, accepted, declined, and forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import ReferenceIndex

from diemcau.core.clock import now
from diemcau.core.ids import new_id
from diemcau.core.text import clean
from diemcau.newsroom.models import Delivery, PhotographerLink, Picture, PoolState, Portal
from diemcau.newsroom.pictures.intake import CleanPicture
from diemcau.newsroom.pool import rules
from diemcau.newsroom.pool.collections import collection_of
from diemcau.newsroom.pool.errors import (
    MayNotKeepPool,
    NoSuchPicture,
    TooManyPictures,
)
from diemcau.newsroom.pool.intake import Taken, fingerprint_of, take_in
from diemcau.people import api as people
from diemcau.people.api import User

MOST_WITHIN = 100
WITHIN = timedelta(minutes=10)
DECLINED_KEPT = timedelta(days=30)
_CAPTION, _CREDIT, _ALTERNATIVE = 300, 120, 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where pictures come to: a portal's pool, for a conference, perhaps for one of its venues; and who sends them."""

    portal: Portal
    conference: str
    venue: str
    sent_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a file: a picture, new or known already."""

    picture: Picture
    is_new: bool


def receive(link: PhotographerLink, data: bytes) -> Received:
    """Take a file that came with a photographer's link into the pool.

    Raises:
        TooManyPictures: the link has sent very many within the last minutes.
        PictureRefused: the file is not a picture that can be used.
    """
    delivery = _count(link)
    place = Place(portal=link.portal, conference=link.conference, venue=link.venue, sent_by=link.name)
    received = keep(place, data)
    Delivery.objects.filter(pk=delivery.pk).update(picture=received.picture)
    return received


def keep(place: Place, data: bytes, *, caption: str = "", credit: str = "") -> Received:
    """Take a file into the pool as a picture that waits; one that is there already is not kept twice.

    `caption` and `credit` count where the file says nothing itself. Raises: PictureRefused.
    """
    known = _known(place, fingerprint_of(data))
    if known is not None:
        return Received(picture=known, is_new=False)
    taken = take_in(data)
    with transaction.atomic():
        collection_of(place.portal)  # locks the root collection: of two equal files one comes first
        known = _known(place, taken.fingerprint)
        if known is not None:
            return Received(picture=known, is_new=False)
        return Received(picture=_store(place, taken, caption=caption, credit=credit), is_new=True)


def caption_own(link: PhotographerLink, picture_id: int, caption: str) -> None:
    """Let a photographer say what a picture shows, as long as nobody has decided on it.

    Raises:
        NoSuchPicture: it did not come with this link, or the editors have it already.
    """
    mine = Delivery.objects.filter(link=link).values("picture")
    picture = Picture.objects.filter(pk=picture_id, pk__in=mine, state=PoolState.WAITING).first()
    if picture is None:
        raise NoSuchPicture
    _describe(picture, caption=caption)
    picture.save()


def edit_picture(*, actor: User, picture_id: int, caption: str, alternative: str) -> Picture:
    """Change caption and alternative text. Raises: NoSuchPicture, MayNotKeepPool."""
    with transaction.atomic():
        picture = _of_pool(actor, picture_id)
        _describe(picture, caption=caption, alternative=alternative)
        picture.save()
        _record(actor, "described", picture)
    return picture


def decide(*, actor: User, picture_id: int, accept: bool) -> Picture:
    """Accept or decline a picture; either can be changed while the picture is there.

    Raises: NoSuchPicture, MayNotKeepPool.
    """
    with transaction.atomic():
        picture = _of_pool(actor, picture_id)
        picture.state = PoolState.ACCEPTED if accept else PoolState.DECLINED
        picture.decided_at = now()
        picture.save()
        _record(actor, "accepted" if accept else "declined", picture)
    return picture


def forget_declined() -> int:
    """Delete pictures, with their files, that were declined long enough ago and stand on no page; return how many."""
    old = Picture.objects.filter(state=PoolState.DECLINED, decided_at__lte=now() - DECLINED_KEPT)
    gone = [picture for picture in old if not ReferenceIndex.get_references_to(picture).exists()]
    for picture in gone:
        picture.delete()
    return len(gone)


def portal_of(picture: Picture) -> Portal | None:
    """Return the portal in whose pool a picture lies."""
    found: Portal | None = Portal.objects.filter(collection=picture.collection_id).order_by("path").first()
    return found


def _count(link: PhotographerLink) -> Delivery:
    """Count a file before it is looked at: what is refused costs as much as what is kept."""
    with transaction.atomic():
        PhotographerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
        if Delivery.objects.filter(link=link, at__gt=now() - WITHIN).count() >= MOST_WITHIN:
            raise TooManyPictures
        return Delivery.objects.create(link=link)


def _known(place: Place, fingerprint: str) -> Picture | None:
    same = Picture.objects.filter(fingerprint=fingerprint, conference=place.conference)
    found: Picture | None = same.filter(collection=collection_of(place.portal)).first()
    return found


def _store(place: Place, taken: Taken, *, caption: str, credit: str) -> Picture:
    told = taken.credits
    makers = " / ".join(dict.fromkeys(part for part in (told.by_line, told.credit) if part))
    name = new_id(20)  # nobody guesses the address of a picture that is not published
    picture = Picture(
        title=name,
        file=CleanPicture(taken.data, f"{name}.jpg", "JPEG", (taken.width, taken.height)),
        width=taken.width,
        height=taken.height,
        file_size=len(taken.data),
        collection=collection_of(place.portal),
        conference=place.conference,
        venue=place.venue,
        state=PoolState.WAITING,
        sent_by=place.sent_by,
        credit=clean(makers or credit or place.sent_by)[:_CREDIT],
        taken_at=_aware(told.taken_at),
        fingerprint=taken.fingerprint,
    )
    _describe(picture, caption=told.caption or caption)
    picture.save()
    return picture


def _describe(picture: Picture, *, caption: str, alternative: str | None = None) -> None:
    picture.caption = clean(caption)[:_CAPTION]
    picture.title = picture.caption[:255] or picture.file.name.rsplit("/", 1)[-1]
    if alternative is not None:
        picture.description = clean(alternative)[:_ALTERNATIVE]


def _aware(moment: datetime | None) -> datetime | None:
    """Return a camera's time; one without a zone is meant in the installation's."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return timezone.make_aware(moment)


def _of_pool(actor: User, picture_id: int) -> Picture:
    waiting = Picture.objects.select_related("collection").exclude(state="")
    picture: Picture | None = waiting.filter(pk=picture_id).first()
    portal = portal_of(picture) if picture else None
    if picture is None or portal is None:
        raise NoSuchPicture
    if not rules.may_keep(actor, portal):
        raise MayNotKeepPool
    return picture


def _record(actor: User, deed: str, picture: Picture) -> None:
    portal = portal_of(picture)
    people.record(
        actor=people.actor_of(actor),
        action=f"newsroom.picture.{deed}",
        target=picture,
        conference=picture.conference,
        unit_id=portal.unit_id if portal else None,
    )
