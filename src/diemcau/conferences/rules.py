"""Who may do what with a conference: a role that holds for the organising unit's branch. Deny by default."""

from diemcau.conferences.models import Conference
from diemcau.people import api as people
from diemcau.people.api import Person, Role

EDITORS = frozenset({Role.ADMINISTRATOR, Role.ORGANISER})
LINK_KEEPERS = EDITORS | {Role.TECHNICAL}
STAFF = frozenset(
    {Role.ADMINISTRATOR, Role.ORGANISER, Role.CHAIR, Role.DIRECTOR, Role.SECRETARY, Role.TECHNICAL}
)


def _holds(user: Person, roles: frozenset[Role], conference: Conference) -> bool:
    return people.holds(user, roles, conference.unit_id)


def may_create(user: Person, unit_id: int) -> bool:
    """Say whether the person may make a conference that this unit organises."""
    return people.holds(user, EDITORS, unit_id)


def may_read(user: Person, conference: Conference) -> bool:
    """Any role in the organising unit or above it reads the conference; its links are not part of that."""
    return _holds(user, frozenset(Role), conference)


def may_edit(user: Person, conference: Conference) -> bool:
    """Organisers and administrators prepare the conference."""
    return _holds(user, EDITORS, conference)


def may_see_links(user: Person, conference: Conference) -> bool:
    """Organisers, administrators and the technical desk see, issue, send, reissue and revoke links."""
    return _holds(user, LINK_KEEPERS, conference)


def may_see_contacts(user: Person, conference: Conference) -> bool:
    """Staff see phones and addresses of venues; viewers and operators of other venues do not."""
    return _holds(user, STAFF, conference)


def may_staff(user: Person, conference: Conference) -> bool:
    """Staff enter the control room and read the restricted channel."""
    return _holds(user, STAFF, conference)


def may_stage(user: Person, conference: Conference) -> bool:
    """Chair, organisers, director and technical desk put a camera and a microphone on the stage."""
    return _holds(user, frozenset({Role.CHAIR, Role.ORGANISER, Role.DIRECTOR, Role.TECHNICAL}), conference)
