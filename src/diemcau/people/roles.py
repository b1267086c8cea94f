"""The roles that a post can carry; each holds for the branch below the post's unit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person may do, from the most to the least."""

    ADMINISTRATOR = "administrator", _("Administrator")
    ORGANISER = "organiser", _("Organiser")
    CHAIR = "chair", _("Chair")
    DIRECTOR = "director", _("Director")
    SECRETARY = "secretary", _("Secretary")
    TECHNICAL = "technical", _("Technical desk")
    APPROVER = "approver", _("Approver of the news")
    EDITOR = "editor", _("Editor of the news")
    REPORTER = "reporter", _("Reporter")
    OPERATOR = "operator", _("Venue operator")
    VIEWER = "viewer", _("Viewer")


# Whoever holds one of these in a central unit needs a second factor.
STAFF = frozenset(Role) - {Role.OPERATOR, Role.VIEWER}
