"""A room for every test, and no fold of the test before."""

from collections.abc import Iterator

import pytest

from diemcau.room.log import folds
from tests.factories.rooms import World, make_world


@pytest.fixture(autouse=True)
def _fresh_folds() -> Iterator[None]:
    folds.forget()
    yield
    folds.forget()


@pytest.fixture
def world(db: None) -> World:
    """A conference that is announced; its room is not open yet."""
    return make_world()
