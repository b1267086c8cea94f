"""The end of live connections: what is revoked is noted even where NATS is away, and holds from its next start."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from diemcau.adapters.nats.revocation import RevocationList
from diemcau.adapters.nats.tokens import Minter
from diemcau.people.api import SYSTEM
from diemcau.people.commands import disable_account, end_post
from diemcau.people.roles import Role
from diemcau.room import live
from tests.factories.people import make_holder
from tests.factories.rooms import World, open_and_start


@pytest.fixture
def revoked(tmp_path: Path, settings: Any) -> RevocationList:
    settings.NATS_URL, settings.NATS_FOLDER = "nats://127.0.0.1:9", tmp_path
    return RevocationList(tmp_path)


def _key(world: World, user_id: int) -> str:
    return Minter(live.keyring()).staff_key(conference=world.slug, account=str(user_id))


def test_staff_whose_post_is_ended_loses_the_live_connection(
    world: World, revoked: RevocationList, django_capture_on_commit_callbacks: Any
) -> None:
    open_and_start(world)
    chair = make_holder(world.root, Role.CHAIR)
    with django_capture_on_commit_callbacks(execute=True):
        end_post(by=SYSTEM, post=chair.posts.get(), last_day=timezone.localdate() - timedelta(days=1))
    assert set(revoked.read()) == {_key(world, chair.pk)}


def test_staff_whose_account_is_disabled_loses_the_live_connection(
    world: World, revoked: RevocationList, django_capture_on_commit_callbacks: Any
) -> None:
    open_and_start(world)
    chair, other = make_holder(world.root, Role.CHAIR), make_holder(world.root, Role.CHAIR)
    with django_capture_on_commit_callbacks(execute=True):
        disable_account(by=SYSTEM, user=chair)
    assert _key(world, chair.pk) in revoked.read()
    assert _key(world, other.pk) not in revoked.read()


def test_nothing_is_revoked_while_no_room_is_open(
    world: World, revoked: RevocationList, django_capture_on_commit_callbacks: Any
) -> None:
    chair = make_holder(world.root, Role.CHAIR)
    with django_capture_on_commit_callbacks(execute=True):
        disable_account(by=SYSTEM, user=chair)
    assert revoked.read() == {}
