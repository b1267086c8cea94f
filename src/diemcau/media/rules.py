"""Who may do what with the picture. Deny by default."""

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference
from diemcau.people.api import Person


def may_publish_stage(user: Person, conference: Conference) -> bool:
    """Those who may open the stage page may publish from it."""
    return conferences.rules.may_stage(user, conference)
