"""Venues and links as the workspace lists them: filtered, counted, a few queries however many there are."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from diemcau.conferences.models import Conference, LetterStatus, Mailing, Venue, VenueAccess, VenueDevice
from diemcau.core.text import fold

PAGE = 50

STATES = {
    "none": _("without a link"),
    "unsent": _("not sent"),
    "failed": _("letter failed"),
    "unopened": _("not opened"),
    "opened": _("opened"),
}


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """How far the links have come."""

    venues: int
    issued: int
    sent: int
    opened: int


def link_counts(conference: Conference) -> LinkCounts:
    """Count venues and valid links: two queries."""
    opened = Exists(VenueDevice.objects.filter(access=OuterRef("pk")))
    valid = VenueAccess.objects.filter(venue__conference=conference, revoked_at=None).annotate(
        was_opened=opened
    )
    found = valid.aggregate(
        issued=Count("id"),
        sent=Count("id", filter=Q(sent_at__isnull=False)),
        opened=Count("id", filter=Q(was_opened=True)),
    )
    return LinkCounts(venues=conference.venues.count(), **found)


def find_venues(
    conference: Conference, *, text: str = "", branch: str = "", level: str = "", state: str = ""
) -> QuerySet[Venue]:
    """Return the venues that match: all words of the text, without accents, and the other choices where given."""
    found = Venue.objects.filter(conference=conference).order_by("position", "id")
    for word in fold(text).split():
        found = found.filter(search__contains=word)
    if branch:
        found = found.filter(branch_code=branch)
    if level:
        found = found.filter(level=level)
    return _in_state(found, state)


def _in_state(found: QuerySet[Venue], state: str) -> QuerySet[Venue]:
    valid = VenueAccess.objects.filter(venue=OuterRef("pk"), revoked_at=None)
    chosen = {
        "none": ~Exists(valid),
        "unsent": Exists(valid.filter(sent_at=None)),
        "failed": Exists(valid.filter(sent_at=None, letters__status=LetterStatus.FAILED)),
        "unopened": Exists(valid.filter(devices=None)),
        "opened": Exists(valid.filter(devices__isnull=False)),
    }
    return found.filter(chosen[state]) if state in chosen else found


def with_links(found: QuerySet[Venue]) -> QuerySet[Venue]:
    """Read with each venue its valid access, the devices that opened it and its letters: three queries more."""
    valid = VenueAccess.objects.filter(revoked_at=None).prefetch_related("devices", "letters")
    return found.prefetch_related(Prefetch("accesses", queryset=valid, to_attr="valid"))


def branches(conference: Conference) -> list[tuple[str, str, int]]:
    """Return code, name and number of venues of each branch, in order."""
    rows = Venue.objects.filter(conference=conference).order_by().values_list("branch_code", "branch_name")
    return [(code, name, count) for code, name, count in rows.annotate(Count("id")).order_by("branch_code")]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mailing is."""

    mailing: Mailing
    waiting: int
    sent: int
    failed: int

    @property
    def total(self) -> int:
        """All its letters."""
        return self.waiting + self.sent + self.failed

    @property
    def percent(self) -> int:
        """How many of a hundred letters are done with, one way or the other."""
        return 100 if not self.total else 100 * (self.sent + self.failed) // self.total


def last_mailing(conference: Conference) -> Progress | None:
    """Return the progress of the newest mailing, if there is one."""
    mailing = conference.mailings.first()
    if mailing is None:
        return None
    counts = dict(mailing.letters.order_by().values_list("status").annotate(Count("id")))
    return Progress(
        mailing,
        waiting=counts.get(LetterStatus.WAITING, 0),
        sent=counts.get(LetterStatus.SENT, 0),
        failed=counts.get(LetterStatus.FAILED, 0),
    )
