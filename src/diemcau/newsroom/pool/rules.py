"""Who keeps a portal's pool: a role that holds for the branch of the portal's unit. Deny by default."""

from diemcau.newsroom.models import Portal
from diemcau.people import api as people
from diemcau.people.api import Person, Role

KEEPERS = frozenset({Role.EDITOR, Role.APPROVER, Role.ORGANISER, Role.ADMINISTRATOR})


def may_keep(user: Person, portal: Portal) -> bool:
    """Editors, approvers, organisers and administrators of the portal's unit or above it keep its pool."""
    return portal.unit_id is not None and people.holds(user, KEEPERS, portal.unit_id)


def may_keep_anywhere(user: Person) -> bool:
    """Say whether there is any branch whose pools the person keeps."""
    return bool(people.units_where(user, KEEPERS))
