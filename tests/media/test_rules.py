import pytest
from django.contrib.auth.models import AnonymousUser

from diemcau.media.rules import may_publish_stage
from diemcau.people.models import User
from diemcau.people.roles import Role
from tests.factories.rooms import make_user, make_world

pytestmark = pytest.mark.django_db
ALLOWED = {Role.CHAIR, Role.DIRECTOR, Role.TECHNICAL, Role.ORGANISER}


@pytest.mark.parametrize("role", list(Role))
def test_may_publish_stage_per_role(role: Role) -> None:
    world = make_world()
    assert may_publish_stage(make_user(role, world.root), world.conference) is (role in ALLOWED)


@pytest.mark.parametrize("role", list(Role))
def test_may_publish_stage_not_from_a_branch_below(role: Role) -> None:
    world = make_world()
    assert may_publish_stage(make_user(role, world.north), world.conference) is False


def test_may_publish_stage_not_without_a_post_or_an_account() -> None:
    world = make_world()
    stranger = User.objects.create(email="nobody@example.vn")
    assert may_publish_stage(stranger, world.conference) is False
    assert may_publish_stage(AnonymousUser(), world.conference) is False
