"""Who may do what: a role held by a post that is valid on the day holds for the branch below the post's unit."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from diemcau.people.models import Post, User
from diemcau.people.roles import STAFF, Role
from diemcau.units import api as units

Person = User | AnonymousUser
_changes = 0


@receiver([post_save, post_delete], sender=Post)
def _forget_posts(**_kwargs: object) -> None:
    global _changes  # noqa: PLW0603
    _changes += 1


def posts_of(user: Person, on: date | None = None) -> list[Post]:
    """Return the posts that a person holds on a day (today, in the installation's zone): one query per user object."""
    if not isinstance(user, User) or not user.is_active:
        return []
    day = on or timezone.localdate()
    known = user.__dict__.get("_posts_known")
    if known is None or known[:2] != (_changes, day):
        valid = Q(until__isnull=True) | Q(until__gte=day)
        posts = list(user.posts.filter(valid, since__lte=day).select_related("unit"))
        known = user.__dict__["_posts_known"] = (_changes, day, posts)
    found: list[Post] = known[2]
    return found


def units_where(user: Person, roles: Iterable[Role], on: date | None = None) -> set[int]:
    """Return the units in which a person holds one of the roles; each stands for the branch below it."""
    wanted = set(roles)
    return {post.unit_id for post in posts_of(user, on) if post.role in wanted}


def holds(user: Person, roles: Iterable[Role], unit_id: int, on: date | None = None) -> bool:
    """Say whether a person holds one of the roles in a unit: by a post there or in a unit above it."""
    held = units_where(user, roles, on)
    return bool(held) and not held.isdisjoint(units.ancestor_ids(unit_id, on))


def is_central_staff(user: Person) -> bool:
    """Say whether a person holds any role but viewer and operator in a central unit, and so needs a second factor."""
    return any(post.role in STAFF and post.unit.level == units.Level.CENTRAL for post in posts_of(user))


def administers_root(user: Person) -> bool:
    """Say whether a person is administrator of the root unit: the only one for whom Django's and Wagtail's admin open."""
    held = units_where(user, {Role.ADMINISTRATOR})
    root = units.root() if held else None
    return root is not None and root.id in held
