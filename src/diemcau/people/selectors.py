"""What the pages show: people and audit entries, each within what the reader may see."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from diemcau.core.text import fold
from diemcau.people.models import AuditEntry, Post, User
from diemcau.people.roles import Role
from diemcau.people.rules import READERS, Person, administers_root, units_where
from diemcau.units import api as units


def _branches(user: Person, roles: frozenset[Role]) -> set[int] | None:
    """Return all units of the branches in which a role is held; None for all there are."""
    held = units_where(user, roles)
    tree = units.as_of()
    if tree.root is not None and tree.root.id in held:
        return None
    return {unit_id for root_id in held for unit_id in tree.branch_ids(root_id)}


def _in_force(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def list_people(
    reader: Person, *, text: str = "", unit_id: int | None = None, role: str = ""
) -> QuerySet[User]:
    """Return the accounts that the reader may see, in Vietnamese order, each with `current_posts`.

    Without a branch and a role, administrators also see who holds no post any more.
    """
    today = timezone.localdate()
    current = Prefetch(
        "posts", Post.objects.filter(_in_force(today)).order_by("since"), to_attr="current_posts"
    )
    people = User.objects.prefetch_related(current)
    for word in fold(text).split():
        people = people.filter(search_text__contains=word)
    return people.filter(_visible(reader, unit_id, role, today))


def current_posts(person: User) -> list[Post]:
    """Return the posts of a person of `list_people` that hold today."""
    posts: list[Post] = person.current_posts  # type: ignore[attr-defined]  # put there by the prefetch
    return posts


def _visible(reader: Person, unit_id: int | None, role: str, today: date) -> Q:
    narrowed = unit_id is not None or bool(role)
    seen, managed = _branches(reader, READERS), _branches(reader, frozenset({Role.ADMINISTRATOR}))
    wanted = _in_force(today) & (Q(role=role) if role else Q())
    root = units.root()
    if unit_id is not None and not (root and unit_id == root.id):
        branch = set(units.branch_ids(unit_id))
        seen = branch if seen is None else seen & branch
    if seen is not None:
        wanted &= Q(unit_id__in=seen)
    elif not narrowed and managed is None:
        return Q()
    visible = Q(pk__in=Post.objects.filter(wanted).values("user_id"))
    if not narrowed and managed:
        visible |= Q(pk__in=Post.objects.filter(unit_id__in=managed).values("user_id"))
    return visible


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What to look for in the audit trail; empty fields ask for nothing. Days are the installation's."""

    first_day: date | None = None
    last_day: date | None = None
    actor: str = ""
    action: str = ""
    target: str = ""
    conference: str = ""


def list_audit(reader: Person, wanted: AuditFilter) -> QuerySet[AuditEntry]:
    """Return the entries of the reader's branches that match, the latest first; of all for the root unit."""
    entries = AuditEntry.objects.all()
    if not administers_root(reader):
        entries = entries.filter(unit_id__in=_branches(reader, frozenset({Role.ADMINISTRATOR})) or ())
    if wanted.first_day:
        entries = entries.filter(at__gte=_midnight(wanted.first_day))
    if wanted.last_day:
        entries = entries.filter(at__lt=_midnight(wanted.last_day + timedelta(days=1)))
    if wanted.actor:
        entries = entries.filter(actor_label__icontains=wanted.actor)
    if wanted.action:
        entries = entries.filter(action__startswith=wanted.action)
    if wanted.target:
        entries = entries.filter(target_label__icontains=wanted.target)
    if wanted.conference:
        entries = entries.filter(conference=wanted.conference)
    return entries


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def list_administrators() -> list[dict[str, object]]:
    """Return who holds the role of administrator today or waits for the root unit, for the command line."""
    day = timezone.localdate()
    posts = Post.objects.filter(_in_force(day), role=Role.ADMINISTRATOR).select_related("user").order_by("id")
    tree = units.as_of(day)
    rows = [(post.user, tree.get(post.unit_id).name) for post in posts if post.unit_id in tree]
    rows += [(user, "") for user in User.objects.filter(awaits_root=True)]
    protected = set(
        Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True)
    )
    return [
        {
            "email": user.email,
            "name": user.full_name,
            "unit": unit,
            "active": user.is_active,
            "second_factor": user.pk in protected,
        }
        for user, unit in rows
    ]
