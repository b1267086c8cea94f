"""Accounts to try the product with: one per role, usable from the machine itself only."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from diemcau.people.audit import SYSTEM, record
from diemcau.people.models import Post, User
from diemcau.people.roles import Role
from diemcau.units.api import UnitNode

# Names of roles, never of people; Vietnamese whatever language the maker's terminal speaks.
_ACCOUNTS = {
    Role.ADMINISTRATOR: ("quantri", "Quản trị"),
    Role.ORGANISER: ("bantochuc", "Ban tổ chức"),
    Role.CHAIR: ("chutri", "Chủ trì"),
    Role.DIRECTOR: ("daodien", "Đạo diễn hình ảnh"),
    Role.SECRETARY: ("thuky", "Thư ký"),
    Role.TECHNICAL: ("bankythuat", "Bàn kỹ thuật"),
    Role.APPROVER: ("duyettin", "Người duyệt bài"),
    Role.EDITOR: ("bientap", "Biên tập viên"),
    Role.REPORTER: ("phongvien", "Phóng viên"),
    Role.OPERATOR: ("diemcau", "Cán bộ kỹ thuật điểm cầu"),
    Role.VIEWER: ("theodoi", "Người theo dõi"),
}


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """What a visitor needs to sign in on the machine itself."""

    email: str
    password: str
    role: Role
    label: str


@transaction.atomic
def make_demonstration_accounts(root_unit: UnitNode) -> list[DemonstrationAccount]:
    """Make one account per role, with a post in `root_unit`, and return them; a repeat changes nothing.

    All share one password, generated once for this installation and kept among its secrets, and one hash of it:
    hashing it for each account would cost seconds at every start.
    """
    password = settings.INSTALLATION_SECRET("demonstration_password", 9)
    encoded = _encoded(password)
    for role, (name, label) in _ACCOUNTS.items():
        _make(role, _email(name), label, encoded, root_unit.id)
    return [
        DemonstrationAccount(email=_email(name), password=password, role=role, label=label)
        for role, (name, label) in _ACCOUNTS.items()
    ]


def _email(name: str) -> str:
    return f"{name}@demo.invalid"


def _encoded(password: str) -> str:
    known = User.objects.filter(email=_email("quantri")).first()
    if known is not None and check_password(password, known.password):
        return known.password
    return make_password(password)


def _make(role: Role, email: str, label: str, encoded: str, unit_id: int) -> None:
    user, made = User.objects.get_or_create(
        email=email, defaults={"full_name": label, "is_demonstration": True, "password": encoded}
    )
    if user.password != encoded:
        user.password = encoded
        user.save()
    if made:
        record(actor=SYSTEM, action="people.account.made", target=user, unit_id=unit_id)
    if not user.posts.filter(unit_id=unit_id, role=role, until=None).exists():
        Post.objects.create(user=user, unit_id=unit_id, role=role, title=label, since=timezone.localdate())
        record(actor=SYSTEM, action="people.post.added", target=user, unit_id=unit_id, role=role)
