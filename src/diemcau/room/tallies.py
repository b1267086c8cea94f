"""What is counted but is no event: head counts of venues and notices seen by operators."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from diemcau.conferences.api import Conference
from diemcau.core.clock import now
from diemcau.core.errors import Invalid
from diemcau.people import api as people
from diemcau.room import nudge
from diemcau.room.log import folds
from diemcau.room.messages import in_words
from diemcau.room.models import HeadCount, NoticeSeen, Room
from diemcau.room.refusals import Refusal
from diemcau.room.rules import Caller, check
from diemcau.room.turn import turn

MOST_DELEGATES = 100_000


@dataclass(frozen=True, slots=True)
class Tallies:
    """The newest head count of each venue, and how many operators have seen each notice."""

    head_counts: dict[str, int]
    seen: dict[str, int]

    @property
    def delegates(self) -> int:
        """Return the sum over the venues that reported."""
        return sum(self.head_counts.values())

    @property
    def reported(self) -> int:
        """Return how many venues reported."""
        return len(self.head_counts)


def report_head_count(conference: Conference, *, caller: Caller, venue: str, delegates: int) -> None:
    """Keep how many delegates a venue counts now. Raises: NotAllowed, NotFound, Refused, Invalid."""
    check(caller, "report_head_count", conference, venue)
    if not 0 <= delegates <= MOST_DELEGATES:
        raise Invalid(_("Give a number between 0 and %(most)s.") % {"most": MOST_DELEGATES})
    folds.warm(conference.pk)
    with turn, transaction.atomic():
        room = _room_with(conference, venue)
        actor = caller.actor
        HeadCount.objects.create(
            room=room, venue=venue, delegates=delegates, actor_kind=actor.kind, actor_id=actor.id, at=now()
        )
        if caller.user is not None:
            people.record(
                actor=actor,
                action="room.report_head_count",
                target=conference,
                conference=conference.slug,
                unit_id=conference.unit_id,
                venue=venue,
                delegates=delegates,
            )
        nudge.say(conference.slug, "tallies")


def see_notice(conference: Conference, *, caller: Caller, venue: str, notice: str) -> None:
    """Keep that a venue's operator has seen a notice; again does nothing. Raises: NotAllowed, NotFound, Refused."""
    check(caller, "see_notice", conference, venue)
    folds.warm(conference.pk)
    with turn, transaction.atomic():
        room = _room_with(conference, venue)
        state = folds.at(room.pk, room.head)
        reaches = {n.key: n.venues for n in state.notices}
        if notice in reaches and (not reaches[notice] or venue in reaches[notice]):
            NoticeSeen.objects.get_or_create(room=room, notice=notice, venue=venue, defaults={"at": now()})
            nudge.say(conference.slug, "tallies")


def head_count_of(room_id: int, venue: str) -> int | None:
    """Return the newest head count of one venue, or None before there is one."""
    counts = HeadCount.objects.filter(room_id=room_id, venue=venue).order_by("-id")
    return counts.values_list("delegates", flat=True).first()


def tallies_of(room_id: int) -> Tallies:
    """Return what is counted in a room now; two queries."""
    newest = HeadCount.objects.filter(room_id=room_id).values("venue").annotate(newest=Max("id"))
    counts = HeadCount.objects.filter(pk__in=newest.values("newest")).values_list("venue", "delegates")
    seen = NoticeSeen.objects.filter(room_id=room_id).values_list("notice").annotate(Count("id"))
    return Tallies(head_counts=dict(counts), seen=dict(seen.order_by()))


def _room_with(conference: Conference, venue: str) -> Room:
    room = Room.objects.filter(pk=conference.pk).first()
    if room is None:
        raise in_words(Refusal("room_closed"))
    state = folds.at(room.pk, room.head)
    if state.phase in {"closed", "ended"}:
        raise in_words(Refusal(f"room_{state.phase}"))
    if venue not in state.venues:
        raise in_words(Refusal("unknown_venue"))
    return room
