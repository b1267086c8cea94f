"""Making, changing and announcing a conference."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from diemcau.conferences import rules
from diemcau.conferences.access import expiry_of
from diemcau.conferences.commands.gate import change, check, enter, log
from diemcau.conferences.models import Conference, Status, VenueAccess
from diemcau.conferences.phones import normal
from diemcau.conferences.places import refresh
from diemcau.core.errors import Invalid, Refused
from diemcau.core.text import clean
from diemcau.people.api import Actor

_RESERVED = frozenset({"new"})  # stands in an address of the workspace


@transaction.atomic
def create_conference(
    *,
    actor: Actor,
    slug: str,
    title: str,
    unit_id: int,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    desk_phone: str = "",
    open_to_public: bool = False,
) -> Conference:
    """Make a draft. `slug` stands in every address and subject, and cannot be changed later.

    Raises:
        NotAllowed: the actor organises nothing for this unit.
        Refused: another conference has this slug.
        Invalid: it would end before it starts.
    """
    check(actor, lambda person: rules.may_create(person, unit_id))
    _check_times(starts_at, ends_at)
    if slug in _RESERVED:
        raise _taken(slug)
    conference = Conference(
        slug=slug,
        title=clean(title),
        unit_id=unit_id,
        starts_at=starts_at,
        ends_at=ends_at,
        place=clean(place),
        desk_phone=normal(desk_phone),
        open_to_public=open_to_public,
    )
    conference.clean_fields()
    try:
        with transaction.atomic():
            conference.save(force_insert=True)
    except IntegrityError:
        raise _taken(slug) from None
    log(actor, "conference.created", conference)
    return conference


def _taken(slug: str) -> Refused:
    return Refused(_("The short name “%(slug)s” is taken. Choose another.") % {"slug": slug})


@transaction.atomic
def edit_conference(
    *,
    actor: Actor,
    slug: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    desk_phone: str,
    open_to_public: bool,
) -> Conference:
    """Change what a conference is called, and when and where it is; links live on to the new end.

    Raises:
        NotAllowed, AlreadyOpened, Invalid: see `create_conference`.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    _check_times(starts_at, ends_at)
    changed = change(
        conference,
        {
            "title": clean(title),
            "starts_at": starts_at,
            "ends_at": ends_at,
            "place": clean(place),
            "desk_phone": normal(desk_phone),
            "open_to_public": open_to_public,
        },
    )
    if "ends_at" in changed:
        valid = VenueAccess.objects.filter(venue__conference=conference, revoked_at=None)
        valid.update(expires_at=expiry_of(conference))
    if "starts_at" in changed:
        refresh(conference)
    if changed:
        log(actor, "conference.edited", conference, changes=changed)
    return conference


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Invalid(_("The planned end must be after the start."))


@transaction.atomic
def announce_conference(*, actor: Actor, slug: str) -> Conference:
    """Announce a draft: from now on its links let venues in.

    Raises:
        NotAllowed: the actor may not.
        Refused: it is announced already.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    if conference.status != Status.DRAFT:
        raise Refused(_("The conference is announced already."))
    conference.status = Status.ANNOUNCED
    conference.save(update_fields=["status"])
    log(actor, "conference.announced", conference)
    return conference
