"""The first administrators, made on the machine itself, before or after there are units."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from diemcau.core.errors import Refused
from diemcau.people.audit import SYSTEM
from diemcau.people.commands import add_post, make_account
from diemcau.people.links import COMMAND_LINE_LIFE, make_link
from diemcau.people.models import User
from diemcau.people.roles import Role
from diemcau.units import api as units

_TITLE = "Quản trị hệ thống"


@transaction.atomic
def create_administrator(email: str, full_name: str = "") -> tuple[User, str]:
    """Make an administrator of the root unit; return the account and its password link (one hour, once).

    Before there is a root unit the account waits without any right; it gets its post when that unit is made.
    A repeat makes no second account, but a new link.

    Raises:
        Refused: the account exists and is disabled.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = make_account(by=SYSTEM, email=email, full_name=full_name)
    if not user.is_active:
        raise Refused(_("This account is disabled. Enable it in the workspace, or choose another address."))
    user.awaits_root = True
    user.save(update_fields=["awaits_root"])
    give_waiting_posts()
    return user, make_link(user, COMMAND_LINE_LIFE)


def give_waiting_posts() -> None:
    """Give administrators who were made before the root unit their post in it, once."""
    root = units.root()
    if root is None:
        return
    today = timezone.localdate()
    for user in User.objects.select_for_update().filter(awaits_root=True):
        if not user.posts.filter(unit_id=root.id, role=Role.ADMINISTRATOR, until=None).exists():
            add_post(
                by=SYSTEM, user=user, unit_id=root.id, role=Role.ADMINISTRATOR, title=_TITLE, since=today
            )
        user.awaits_root = False
        user.save(update_fields=["awaits_root"])
