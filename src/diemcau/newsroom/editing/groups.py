"""Wagtail's groups of a unit's portal: reporters write, editors edit, approvers publish.

Their names are keys, `news-<unit id>-<role>`, for nobody but the administrators of the root unit sees them. Who belongs
to them is derived from the posts of the day.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from diemcau.newsroom.editing.rules import MEMBERS, WRITERS, administers_root
from diemcau.newsroom.models import Portal
from diemcau.people import api as people
from diemcau.people.api import Role, User
from diemcau.units import api as units

_PREFIX = "news-"
_ON_PAGES = {
    Role.REPORTER: ("add_page",),
    Role.EDITOR: ("add_page", "change_page", "lock_page"),
    Role.APPROVER: ("add_page", "change_page", "lock_page", "unlock_page", "publish_page"),
}
_OWN = ("add_image", "choose_image", "add_document", "choose_document")
_ALL = (*_OWN, "change_image", "change_document")
_ON_FILES = {Role.REPORTER: _OWN, Role.EDITOR: _ALL, Role.APPROVER: _ALL}
_ANYWHERE = {
    Role.REPORTER: ("access_admin",),
    Role.EDITOR: ("access_admin", "submit_translation"),
    Role.APPROVER: ("access_admin", "submit_translation"),
}
_APP = {
    "translation": "simple_translation",
    "page": "wagtailcore",
    "image": "wagtailimages",
    "document": "wagtaildocs",
    "admin": "wagtailadmin",
}


def name_of(unit_id: int, role: Role) -> str:
    """Return the name of the group."""
    return f"{_PREFIX}{unit_id}-{role.value}"


def group_of(unit_id: int, role: Role) -> Group:
    """Return the group, made where it is not there."""
    return Group.objects.get_or_create(name=name_of(unit_id, role))[0]


@transaction.atomic
def ensure_groups(portal: Portal, collection: Collection) -> None:
    """Give the groups of the portal's unit what they may do with its pages, pictures and documents; no more than that."""
    for role in MEMBERS:
        group = group_of(portal.unit_id, role)
        group.permissions.set([_permission(name) for name in _ANYWHERE[role]])
        _set_on_page(group, portal, _ON_PAGES[role])
        _set_on_collection(group, collection, _ON_FILES[role])


def _set_on_page(group: Group, portal: Portal, names: Iterable[str]) -> None:
    wanted = [_permission(name) for name in names]
    given = GroupPagePermission.objects.filter(group=group, page_id=portal.pk)
    given.exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page_id=portal.pk, permission=permission)


def _set_on_collection(group: Group, collection: Collection, names: Iterable[str]) -> None:
    wanted = [_permission(name) for name in names]
    given = GroupCollectionPermission.objects.filter(group=group)
    given.exclude(permission__in=wanted, collection=collection).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _permission(name: str) -> Permission:
    return Permission.objects.get(codename=name, content_type__app_label=_APP[name.rpartition("_")[2]])


def wanted_groups(user: User) -> set[str]:
    """Return the names of the groups that a person's posts of today put it in."""
    # Administrators of the root unit may do everything anyway, and need not get every portal's letters.
    idle = {Role.ADMINISTRATOR} if administers_root(user) else set()
    with_portal = set(Portal.objects.exclude(unit=None).values_list("unit_id", flat=True))
    tree = units.as_of()
    names = set()
    for role, roles in MEMBERS.items():
        held = people.units_where(user, roles - idle)
        reached = {unit_id for root in held for unit_id in tree.branch_ids(root)}
        names |= {name_of(unit_id, role) for unit_id in reached & with_portal}
    return names


def sync_user(user: User) -> bool:
    """Put a person into the groups of today's posts and into no other, and say whether anything changed."""
    wanted = wanted_groups(user) if user.is_active else set()
    if wanted == set(user.groups.values_list("name", flat=True)):
        return False
    user.groups.set(Group.objects.filter(name__in=wanted))
    for name in [name for name in user.__dict__ if name.endswith(("_perm_cache", "_permission_cache"))]:
        del user.__dict__[name]
    return True


def sync_all() -> int:
    """Bring everybody's groups in step with the posts of today; return for how many something changed."""
    return sum(sync_user(user) for user in _concerned())


def _concerned() -> QuerySet[User]:
    with_post = User.objects.filter(posts__role__in=WRITERS)
    in_group = User.objects.filter(groups__isnull=False)
    return (with_post | in_group).distinct()
