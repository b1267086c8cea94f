"""Who may do what: a role of a post that is valid on the day holds for the branch below the post's unit."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal, receiver
from django.utils import timezone

from diemcau.people.models import Post, User
from diemcau.people.roles import STAFF, Role
from diemcau.units import api as units

Person = User | AnonymousUser
# Who sees the people of a branch: those who prepare conferences and those who have to reach somebody.
READERS = frozenset({Role.ADMINISTRATOR, Role.ORGANISER, Role.SECRETARY, Role.TECHNICAL})
# Who writes news, and those who answer for a conference or a unit.
NEWSROOM = frozenset({Role.REPORTER, Role.EDITOR, Role.APPROVER, Role.ORGANISER, Role.ADMINISTRATOR})
# Sent with `user_id` in the transaction in which a post was given, changed or taken.
posts_changed = Signal()
_changes = 0


@receiver([post_save, post_delete], sender=Post)
def _forget_posts(instance: Post, **_kwargs: object) -> None:
    global _changes  # noqa: PLW0603
    _changes += 1
    posts_changed.send(User, user_id=instance.user_id)


def posts_of(user: Person, on: date | None = None) -> list[Post]:
    """Return the posts that a person holds on a day (today in the installation's zone); one query."""
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
    """Say whether a person needs a second factor: any role but viewer and operator in a central unit."""
    return any(post.role in STAFF and post.unit.level == units.Level.CENTRAL for post in posts_of(user))


def has_post(user: Person) -> bool:
    """Say whether a person holds any post today: without one there is nothing to see."""
    return bool(posts_of(user))


def administers_root(user: Person) -> bool:
    """Say whether a person is administrator of the root unit: for nobody else Django's admin opens."""
    held = units_where(user, {Role.ADMINISTRATOR})
    root = units.root() if held else None
    return root is not None and root.id in held


def may_give(user: Person, unit_id: int) -> bool:
    """Administrators give and end posts in their own branch."""
    return holds(user, {Role.ADMINISTRATOR}, unit_id)


def may_invite(user: Person) -> bool:
    """Whoever administers any branch invites people into it."""
    return bool(units_where(user, {Role.ADMINISTRATOR}))


def may_manage(user: Person, other: User) -> bool:
    """Administrators manage an account whose present and coming posts all lie in their branch.

    An account that holds no post any more is managed where it last held one; one that never held any, by
    administrators of the root unit.
    """
    if not may_invite(user):
        return False
    posts = list(other.posts.all())
    if not posts:
        return administers_root(user)
    today = timezone.localdate()
    counting = [post for post in posts if post.until is None or post.until >= today] or posts[:1]
    return all(may_give(user, post.unit_id) for post in counting)


def may_list_people(user: Person) -> bool:
    """Say whether there is any branch whose people the person may see."""
    return bool(units_where(user, READERS))


def may_read_person(user: Person, other: User) -> bool:
    """Everyone reads the own page; readers those with a post in their branch, administrators past ones too."""
    if user == other or administers_root(user):
        return True
    if any(holds(user, READERS, post.unit_id) for post in posts_of(other)):
        return True
    return may_invite(user) and any(may_give(user, post.unit_id) for post in other.posts.all())


def writes_news(user: Person) -> bool:
    """Say whether there is any branch whose news the person writes, edits or answers for."""
    return bool(units_where(user, NEWSROOM))


def opens_editing(user: Person) -> bool:
    """Say whether the editors' admin opens for the person: the newsroom derives that from the posts and its portals."""
    return bool(user.has_perm("wagtailadmin.access_admin"))


def may_read_audit(user: Person) -> bool:
    """Administrators read the audit trail of their branch."""
    return may_invite(user)
