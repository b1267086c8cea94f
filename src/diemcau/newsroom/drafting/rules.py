"""Who may draft articles: a role that holds for the branch of the portal's unit. Deny by default."""

from diemcau.newsroom.models import Portal
from diemcau.people import api as people
from diemcau.people.api import Person, Role

DRAFTERS = frozenset({Role.REPORTER, Role.EDITOR, Role.APPROVER, Role.ORGANISER, Role.ADMINISTRATOR})


def may_draft(user: Person, portal: Portal) -> bool:
    """Reporters, editors, approvers, organisers and administrators of the portal's unit or above it make drafts."""
    return portal.unit_id is not None and people.holds(user, DRAFTERS, portal.unit_id)


def may_draft_anywhere(user: Person) -> bool:
    """Say whether there is any branch whose portals the person may draft for."""
    return bool(people.units_where(user, DRAFTERS))
