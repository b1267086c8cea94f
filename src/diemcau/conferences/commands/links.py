"""Links: for all venues at once, anew for one, taken back, sent and exported."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from diemcau.conferences import access, rules
from diemcau.conferences.commands.gate import enter, log
from diemcau.conferences.errors import NoSuchVenue
from diemcau.conferences.links import Link, list_links
from diemcau.conferences.mailing import resume_mailings, start_sending
from diemcau.conferences.models import Conference, Letter, LetterStatus, Mailing, Venue, VenueAccess
from diemcau.people.api import Actor


def issuer_id(actor: Actor) -> int | None:
    """Return the account that issues, or None for the system."""
    return int(actor.id) if actor.kind == "user" else None


@transaction.atomic
def issue_links(*, actor: Actor, slug: str) -> int:
    """Give every venue that has no valid access one, and return how many were made.

    Raises:
        NotAllowed: the actor may not.
    """
    conference = enter(slug, actor, rules.may_see_links)
    return _issue_missing(conference, actor)


def _issue_missing(conference: Conference, actor: Actor) -> int:
    valid = VenueAccess.objects.filter(venue=OuterRef("pk"), revoked_at=None)
    without = list(conference.venues.filter(~Exists(valid)).order_by("position"))
    made = access.issue(without, conference=conference, issued_by_id=issuer_id(actor))
    if made:
        log(actor, "links.issued", conference, made=len(made))
    return len(made)


@transaction.atomic
def reissue_link(*, actor: Actor, slug: str, key: str) -> VenueAccess:
    """Take a venue's link back and give it a new one.

    Raises:
        NotAllowed, NoSuchVenue: the actor may not, or there is no such venue.
    """
    conference = enter(slug, actor, rules.may_see_links)
    return access.reissue(_venue(conference, key), actor)


@transaction.atomic
def revoke_link(*, actor: Actor, slug: str, key: str) -> None:
    """Take a venue's link back; without a valid one nothing happens.

    Raises:
        NotAllowed, NoSuchVenue: the actor may not, or there is no such venue.
    """
    conference = enter(slug, actor, rules.may_see_links)
    venue = _venue(conference, key)
    for valid in venue.accesses.filter(revoked_at=None).select_related("venue__conference"):
        access.revoke(valid, actor)


@transaction.atomic
def send_links(*, actor: Actor, slug: str, again: bool = False) -> Mailing:
    """Send the links by e-mail, a letter for each venue whose link was not sent yet (with `again`: for every venue).

    Missing links are issued first. The letters go out in the background; a venue without an address is listed at once
    as failed.

    Raises:
        NotAllowed: the actor may not.
    """
    conference = enter(slug, actor, rules.may_see_links)
    _issue_missing(conference, actor)
    valid = VenueAccess.objects.filter(venue__conference=conference, revoked_at=None).select_related("venue")
    if not again:
        valid = valid.filter(sent_at=None)
    mailing = Mailing.objects.create(conference=conference, started_by_id=issuer_id(actor))
    letters = [
        Letter(mailing=mailing, access=one, address=one.venue.email)
        for one in valid.order_by("venue__position")
    ]
    for letter in letters:
        if not letter.address:
            letter.status, letter.reason = LetterStatus.FAILED, "no_address"
    Letter.objects.bulk_create(letters, batch_size=500)
    log(actor, "links.sent", conference, letters=len(letters))
    transaction.on_commit(lambda: start_sending(mailing))
    return mailing


@transaction.atomic
def resume_sending(*, actor: Actor, slug: str) -> int:
    """Go on with the conference's mailings that nobody works at, and return how many there were.

    Raises:
        NotAllowed: the actor may not.
    """
    conference = enter(slug, actor, rules.may_see_links)
    resumed = resume_mailings(conference)
    if resumed:
        log(actor, "links.resumed", conference, mailings=resumed)
    return resumed


@transaction.atomic
def export_links(*, actor: Actor, slug: str) -> list[Link]:
    """Return every valid link with its short code, for other channels; that it was done stays on record.

    Raises:
        NotAllowed: the actor may not.
    """
    conference = enter(slug, actor, rules.may_see_links)
    found = list_links(conference)
    log(actor, "links.exported", conference, links=len(found))
    return found


def _venue(conference: Conference, key: str) -> Venue:
    venue = Venue.objects.filter(conference=conference, key=key).first()
    if venue is None:
        raise NoSuchVenue
    return venue
