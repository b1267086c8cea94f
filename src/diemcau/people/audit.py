"""The audit trail: who did what, when, to what. An entry stands or falls with the deed."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Model

from diemcau.core import clock
from diemcau.people.models import AuditEntry, User

ActorKind = Literal["user", "venue", "system"]
# Names of details that would carry a secret into the trail.
_SECRET = frozenset({"password", "token", "secret", "key", "code", "link", "url", "seed", "recovery_codes"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a signed-in person, a venue by its link, or the system itself."""

    kind: ActorKind
    id: str
    label: str


SYSTEM = Actor("system", "", "")


def actor_of(user: User) -> Actor:
    """Return the actor that a signed-in person is."""
    return Actor("user", str(user.pk), str(user))


def record(
    *,
    actor: Actor,
    action: str,
    target: Model | None = None,
    conference: str = "",
    unit_id: int | None = None,
    **details: object,
) -> AuditEntry:
    """Append an entry.

    `action` names app, thing and deed in the past tense (`venue.link.revoked`); `conference` is a slug.
    `unit_id` is the unit in whose branch administrators read the entry; without it only those of the root
    unit see it. Details hold ids and changed values, never secrets: names that would carry one are refused.

    Raises:
        ValueError: a detail bears the name of a secret.
    """
    if hidden := _SECRET & details.keys():
        raise ValueError(f"No secret belongs in the audit trail: {sorted(hidden)}")
    return AuditEntry.objects.create(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_label=actor.label[:200],
        action=action,
        **_describe(target),
        unit_id=unit_id,
        conference=conference,
        details=details,
    )


def _describe(target: Model | None) -> dict[str, str]:
    """What is known outside the database by a key or a slug is named by it."""
    if target is None:
        return {}
    known_as = getattr(target, "key", None) or getattr(target, "slug", None) or target.pk
    kind = target._meta.label_lower  # noqa: SLF001
    return {"target_type": kind, "target_id": str(known_as)[:60], "target_label": str(target)[:200]}
