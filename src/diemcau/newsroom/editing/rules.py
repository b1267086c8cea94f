"""Who may do what in the newsroom. Everything hangs on posts; Wagtail's groups are only their reflection.

A role holds for the portals of the post's unit and of the units below it. Deny by default.
"""

from diemcau.newsroom.models import Portal
from diemcau.people import api as people
from diemcau.people.api import Person, Role
from diemcau.units import api as units

# What each of Wagtail's groups of a portal is made of; administrators answer for their branch as approvers do.
MEMBERS = {
    Role.REPORTER: frozenset({Role.REPORTER}),
    Role.EDITOR: frozenset({Role.EDITOR}),
    Role.APPROVER: frozenset({Role.APPROVER, Role.ADMINISTRATOR}),
}
WRITERS = frozenset().union(*MEMBERS.values())
EDITORS = frozenset({Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR})


def administers_root(user: Person) -> bool:
    """Say whether a person is administrator of the root unit; sites, users and groups open for nobody else."""
    root = units.root()
    return root is not None and root.id in people.units_where(user, {Role.ADMINISTRATOR})


def may_edit(user: Person, portal: Portal) -> bool:
    """Editors, approvers and administrators of the portal's unit or above it work on other people's articles."""
    return portal.unit_id is not None and people.holds(user, EDITORS, portal.unit_id)


def may_make_portal(user: Person, unit_id: int) -> bool:
    """Administrators make and change the portals of their own branch."""
    return people.holds(user, {Role.ADMINISTRATOR}, unit_id)


def may_make_portals(user: Person) -> bool:
    """Say whether there is any branch whose portals the person may make."""
    return bool(people.units_where(user, {Role.ADMINISTRATOR}))


def edits_anywhere(user: Person) -> bool:
    """Say whether there is any branch whose articles the person edits."""
    return bool(people.units_where(user, EDITORS))
