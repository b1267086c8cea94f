"""What every command does first: lock the conference, check the permission, check the state."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils.translation import gettext as _

from diemcau.conferences.errors import AlreadyEnded, AlreadyOpened, NoSuchConference
from diemcau.conferences.models import Conference, Status
from diemcau.core.errors import NotAllowed
from diemcau.people.api import SYSTEM, Actor, Person, record


def person_of(actor: Actor) -> Person:
    """Return the account behind an actor; nobody, and so without any role, for what is not an account."""
    if actor.kind != "user":
        return AnonymousUser()
    return get_user_model().objects.filter(pk=actor.id, is_active=True).first() or AnonymousUser()


def check(actor: Actor, allowed: Callable[[Person], bool]) -> None:
    """Let the system and whoever is allowed pass.

    Raises:
        NotAllowed: the actor may not do this here.
    """
    if actor != SYSTEM and not allowed(person_of(actor)):
        raise NotAllowed(_("Your roles do not permit this here. Ask the organiser of the conference."))


def enter(
    slug: str,
    actor: Actor,
    may: Callable[[Person, Conference], bool],
    *,
    prepared: bool = False,
    unended: bool = False,
) -> Conference:
    """Lock a conference, check that the actor may, and that its room has not opened (`prepared`) or ended (either).

    Raises:
        NoSuchConference: there is none of this name.
        NotAllowed: the actor may not do this here.
        AlreadyOpened: agenda and venues are fixed.
        AlreadyEnded: nothing of them is changed any more.
    """
    conference = Conference.objects.select_for_update().filter(slug=slug).first()
    if conference is None:
        raise NoSuchConference
    check(actor, lambda person: may(person, conference))
    if (prepared or unended) and conference.status == Status.ENDED:
        raise AlreadyEnded
    if prepared and not conference.is_prepared_here:
        raise AlreadyOpened
    return conference


def log(
    actor: Actor, deed: str, conference: Conference, target: Model | None = None, **details: object
) -> None:
    """Append to the audit trail, in the branch of the organising unit."""
    record(
        actor=actor,
        action=f"conferences.{deed}",
        target=target or conference,
        conference=conference.slug,
        unit_id=conference.unit_id,
        **details,
    )


def change(row: Model, values: dict[str, object]) -> dict[str, list[object]]:
    """Check, write and save the values that differ, and return them as `{field: [before, after]}` for the trail.

    Raises:
        ValidationError: a value cannot be stored.
    """
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False, validate_constraints=False)
    if changed:
        row.save(update_fields=list(changed))
    return {name: [_plain(before[name]), _plain(value)] for name, value in changed.items()}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int) else str(value)
