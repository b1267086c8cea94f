"""The only door to accounts, posts, permissions and the audit trail."""

from diemcau.people.audit import SYSTEM, Actor, actor_of, record
from diemcau.people.demonstration import DemonstrationAccount, make_demonstration_accounts
from diemcau.people.forms import UnitField
from diemcau.people.models import User
from diemcau.people.roles import Role
from diemcau.people.rules import Person, holds, is_central_staff, posts_changed, units_where
from diemcau.people.sessions import rights_withdrawn

__all__ = [
    "SYSTEM",
    "Actor",
    "DemonstrationAccount",
    "Person",
    "Role",
    "UnitField",
    "User",
    "actor_of",
    "holds",
    "is_central_staff",
    "make_demonstration_accounts",
    "posts_changed",
    "record",
    "rights_withdrawn",
    "units_where",
]
