"""A conference, two portals, editors and a photographer's link, for every test of the pool."""

from pathlib import Path

import pytest
from pytest_django import Settings

from diemcau.newsroom.models import PhotographerLink, Portal
from diemcau.newsroom.pool.links import make_link
from diemcau.people.api import Role, User
from tests.factories.rooms import World, make_user
from tests.newsroom.drafting.conftest import _fresh_folds, national, of_city, world

__all__ = ["_fresh_folds", "national", "of_city", "world"]


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def editor(world: World) -> User:
    """An editor of the centre."""
    return make_user(Role.EDITOR, world.root)


@pytest.fixture
def link(world: World, national: Portal, editor: User) -> PhotographerLink:
    """A photographer's link to the pool of the centre's portal."""
    return make_link(actor=editor, portal=national, slug=world.slug, name="Trần Ảnh")
