"""How a venue enters by link, QR code or short code, the cookie of its device, and taking the access back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse

from diemcau.conferences import guessing, tokens
from diemcau.conferences.devices import label_of
from diemcau.conferences.errors import (
    BadCode,
    BadLink,
    ConferenceEnded,
    EntryRefused,
    ExpiredLink,
    NotYet,
    RevokedLink,
)
from diemcau.conferences.models import Conference, Face, Status, Venue, VenueAccess, VenueDevice
from diemcau.conferences.selectors import get_conference
from diemcau.core.clock import now
from diemcau.core.ids import new_id
from diemcau.people.api import Actor, record

COOKIE = "dc_venue"
_SALT = "diemcau.venue-device"
GRACE = timedelta(hours=2)  # how long halls may stay after the end, for what is said and shown then
LIFE_AFTER_END = timedelta(days=1)  # of an access, after the planned end
_SEEN_EVERY = timedelta(minutes=1)

# Sent after the commit with `accesses` (a list of `AccessRef`): their open connections are to end.
access_revoked = Signal()


@dataclass(frozen=True, slots=True)
class AccessRef:
    """An access as the live part knows it."""

    access_key: str
    venue_key: str
    slug: str


@dataclass(frozen=True, slots=True)
class VenueSession:
    """Who a request with a device cookie is."""

    device_key: str
    device_label: str
    face: str
    access_key: str
    expires_at: datetime
    venue_key: str
    venue_name: str
    venue_code: str
    unit_id: int
    slug: str
    conference_id: int
    conference_title: str
    desk_phone: str
    is_main: bool

    def face_url(self, face: Face) -> str:
        """Return the address of one of the venue's two faces."""
        return f"/live/{self.slug}/{face.value}"


def enter_by_token(token: str, request: HttpRequest) -> VenueDevice:
    """Let a venue in by the token of its link or QR code, and return its new device.

    Raises:
        EntryRefused: forged, expired, revoked, not yet or over; see `errors`.
    """
    key = tokens.key_in(token)
    access = _find(key=key) if key else None
    if access is None:
        raise BadLink
    return _enter(access, request)


def enter_by_code(code: str, request: HttpRequest) -> VenueDevice:
    """Let a venue in by its short code, and return its new device; wrong codes are counted.

    Raises:
        TooManyCodes: guessing is held back.
        EntryRefused: wrong, expired, revoked, not yet or over; see `errors`.
    """
    address = request.META.get("REMOTE_ADDR", "")
    guessing.check(address)
    digits = tokens.digits_in(code)
    access = _find(code_hash=tokens.hash_of(digits)) if len(digits) == tokens.CODE_DIGITS else None
    if access is None:
        guessing.miss(address)
        raise BadCode
    return _enter(access, request)


def _find(**which: str) -> VenueAccess | None:
    return VenueAccess.objects.select_related("venue__conference").filter(**which).first()


def refusal_of(access: VenueAccess, conference: Conference) -> EntryRefused | None:
    """Return why an access does not let in at this moment, or None if it does."""
    moment = now()
    refused: type[EntryRefused] | None = None
    if access.revoked_at is not None:
        refused = RevokedLink
    elif conference.ended_at is not None and moment > conference.ended_at + GRACE:
        refused = ConferenceEnded
    elif moment > access.expires_at:
        refused = ExpiredLink
    elif conference.status == Status.DRAFT:
        refused = NotYet
    return refused(conference.desk_phone) if refused else None


def _enter(access: VenueAccess, request: HttpRequest) -> VenueDevice:
    refusal = refusal_of(access, access.venue.conference)
    if refusal is not None:
        raise refusal
    known = _device_of(request)
    if known is not None and known.access_id == access.pk:
        VenueDevice.objects.filter(pk=known.pk).update(last_seen_at=now())
        return known
    return VenueDevice.objects.create(
        key=new_id(20), access=access, label=label_of(request.headers.get("User-Agent", ""))
    )


def set_cookie(response: HttpResponse, device: VenueDevice, request: HttpRequest) -> None:
    """Give the browser the cookie that names its device; it outlives a power cut, not the access."""
    response.set_signed_cookie(
        COOKIE,
        device.key,
        salt=_SALT,
        expires=device.access.expires_at,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )


# What a request of a venue needs to know: this query stands before each of its commands.
_NEEDED = [
    *("key", "label", "face", "access__key", "access__expires_at", "access__revoked_at"),
    *("access__venue__key", "access__venue__name", "access__venue__code", "access__venue__unit_id"),
    *("access__venue__is_main", "access__venue__conference__slug", "access__venue__conference__title"),
    *("access__venue__conference__unit_id", "access__venue__conference__desk_phone"),
    *("access__venue__conference__status", "access__venue__conference__ended_at"),
    *("access__venue__conference__open_to_public", "access__venue__conference__starts_at"),
    "access__venue__conference__place",
]


def _device_of(request: HttpRequest) -> VenueDevice | None:
    """Return the device that the cookie names; one query, kept on the request."""
    kept = request.__dict__
    if "_venue_device" not in kept:
        key = request.get_signed_cookie(COOKIE, default="", salt=_SALT)
        devices = VenueDevice.objects.select_related("access__venue__conference").only(*_NEEDED)
        kept["_venue_device"] = devices.filter(key=key).order_by().first() if key else None
    device: VenueDevice | None = kept["_venue_device"]
    return device


def renew_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Let the cookie of the request's device live as long as its access, which may have been prolonged."""
    device = _device_of(request)
    if device is not None:
        set_cookie(response, device, request)


def conference_of(request: HttpRequest, slug: str) -> Conference:
    """Return the conference called `slug`: a venue's own comes with its device, without another query.

    Raises:
        NoSuchConference: there is none of this name.
    """
    device = _device_of(request)
    own = device.access.venue.conference if device else None
    return own if own is not None and own.slug == slug else get_conference(slug)


def entry_of(request: HttpRequest) -> tuple[VenueSession | None, EntryRefused | None]:
    """Return the request's venue, or why it may not go on; both None without a valid cookie."""
    device = _device_of(request)
    if device is None:
        return None, None
    refusal = refusal_of(device.access, device.access.venue.conference)
    return (None, refusal) if refusal else (_session(device), None)


def venue_of(request: HttpRequest) -> VenueSession | None:
    """Return the request's venue, or None: no cookie, or the access is revoked, expired or over."""
    return entry_of(request)[0]


def _session(device: VenueDevice) -> VenueSession:
    access, venue = device.access, device.access.venue
    conference = venue.conference
    return VenueSession(
        device_key=device.key,
        device_label=device.label,
        face=device.face,
        access_key=access.key,
        expires_at=access.expires_at,
        venue_key=venue.key,
        venue_name=venue.name,
        venue_code=venue.code,
        unit_id=venue.unit_id,
        slug=conference.slug,
        conference_id=conference.pk,
        conference_title=conference.title,
        desk_phone=conference.desk_phone,
        is_main=venue.is_main,
    )


def note_seen(session: VenueSession, face: Face | str) -> None:
    """Keep when a device was last seen and which face it shows; writes at most once a minute."""
    devices = VenueDevice.objects.filter(key=session.device_key)
    changed = devices.exclude(face=face) | devices.filter(last_seen_at__lt=now() - _SEEN_EVERY)
    changed.update(face=face, last_seen_at=now())


def expiry_of(conference: Conference) -> datetime:
    """Return when an access of the conference ends: a day after the planned end, or after today if that is later."""
    return max(conference.ends_at, now()) + LIFE_AFTER_END


@transaction.atomic
def issue(venues: Iterable[Venue], *, conference: Conference, issued_by_id: int | None) -> list[VenueAccess]:
    """Make an access for each venue, in a few queries; none of them may have a valid one yet."""
    expires_at = expiry_of(conference)
    made = [VenueAccess(venue=venue, expires_at=expires_at, issued_by_id=issued_by_id) for venue in venues]
    _choose_codes(made)
    return VenueAccess.objects.bulk_create(made, batch_size=500)


def _choose_codes(accesses: list[VenueAccess]) -> None:
    """Give each access a code that no other access has: in 10⁸ codes two of thousands do meet."""
    open_ones = accesses
    chosen: set[str] = set()
    while open_ones:
        for access in open_ones:
            access.code_hash = tokens.hash_of(tokens.code_of(access.key, access.code_round))
        taken = _taken([access.code_hash for access in open_ones])
        again = []
        for access in open_ones:
            if access.code_hash in taken or access.code_hash in chosen:
                access.code_round += 1
                again.append(access)
            chosen.add(access.code_hash)
        open_ones = again


def _taken(hashes: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(hashes), 500):
        found.update(
            VenueAccess.objects.filter(code_hash__in=hashes[start : start + 500]).values_list(
                "code_hash", flat=True
            )
        )
    return found


@transaction.atomic
def revoke(access: VenueAccess, actor: Actor) -> None:
    """Take an access back at once, its open connections too. Again does nothing."""
    if not VenueAccess.objects.filter(pk=access.pk, revoked_at=None).update(revoked_at=now()):
        return
    venue = access.venue
    record(
        actor=actor,
        action="conferences.access.revoked",
        target=venue,
        conference=venue.conference.slug,
        unit_id=venue.conference.unit_id,
        access=access.pk,
    )
    ref = AccessRef(access.key, venue.key, venue.conference.slug)
    transaction.on_commit(lambda: access_revoked.send_robust(VenueAccess, accesses=[ref]))


@transaction.atomic
def reissue(venue: Venue, actor: Actor) -> VenueAccess:
    """Revoke what a venue has and give it a new access."""
    venue = Venue.objects.select_for_update(of=("self",)).select_related("conference").get(pk=venue.pk)
    for access in venue.accesses.filter(revoked_at=None).select_related("venue__conference"):
        revoke(access, actor)
    issued_by_id = int(actor.id) if actor.kind == "user" else None
    access = issue([venue], conference=venue.conference, issued_by_id=issued_by_id)[0]
    record(
        actor=actor,
        action="conferences.access.issued",
        target=venue,
        conference=venue.conference.slug,
        unit_id=venue.conference.unit_id,
        access=access.pk,
    )
    return access
