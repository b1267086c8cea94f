"""Who may do what with the picture: a role that holds for the organising unit's branch. Deny by default."""

from diemcau.conferences.api import Conference
from diemcau.people import api as people
from diemcau.people.api import Person, Role

PUBLISHERS = frozenset({Role.CHAIR, Role.DIRECTOR, Role.TECHNICAL, Role.ORGANISER})


def may_publish_stage(user: Person, conference: Conference) -> bool:
    """Chair, director, technical desk and organisers put a camera and a microphone on the stage."""
    return people.holds(user, PUBLISHERS, conference.unit_id)
