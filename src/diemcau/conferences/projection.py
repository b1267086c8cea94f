"""What the room does to the rows: freezing them when it opens, and the status that follows it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from diemcau.conferences import places, selectors
from diemcau.conferences.models import Conference, Status
from diemcau.core.clock import now


@transaction.atomic
def freeze(conference: Conference) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Write every venue's place once more, and return agenda and venues as plain data.

    The agenda has the fields of `AgendaRow`, a venue those of `VenueRow` without its e-mail address: what the
    room needs to live without these rows. Call it in the transaction that appends `RoomOpened`: it locks the
    conference, so that nobody changes agenda or venues between the freezing and the opening, and marks it open.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)
    places.refresh(conference)
    agenda = [asdict(row) for row in selectors.agenda(conference)]
    venues = [asdict(row) for row in selectors.venues(conference)]
    for venue in venues:
        del venue["email"]
    mark_open(conference, now())
    return agenda, venues


def mark_open(conference: Conference, at: datetime) -> None:
    """Follow `RoomOpened`; may be repeated."""
    Conference.objects.filter(pk=conference.pk).exclude(status=Status.ENDED).update(
        status=Status.OPEN, opened_at=at
    )


def mark_ended(conference: Conference, at: datetime) -> None:
    """Follow `RoomEnded`; may be repeated."""
    Conference.objects.filter(pk=conference.pk).update(status=Status.ENDED, ended_at=at)
