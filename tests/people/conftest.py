"""The tree that the tests of people use."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.cache import cache

from diemcau.units import api as units


@dataclass(frozen=True)
class Tree:
    """A central unit with two provinces and a district in each, as ids."""

    root: int
    north: int
    north_district: int
    south: int
    south_district: int


@pytest.fixture
def tree(db: None) -> Tree:
    """Found the tree."""

    def found(name: str, code: str, level: str, parent_id: int | None) -> int:
        node = units.found(
            actor="test", name=name, code=code, level=level, parent_id=parent_id, on=date(2019, 1, 1)
        )
        return node.id

    root = found("Trung ương", "TW", "central", None)
    north = found("Tỉnh Lạng Sơn", "P20", "province", root)
    south = found("Tỉnh Cà Mau", "P96", "province", root)
    return Tree(
        root,
        north,
        found("Huyện Bắc Sơn", "D185", "district", north),
        south,
        found("Huyện Năm Căn", "D971", "district", south),
    )


@pytest.fixture(autouse=True)
def _empty_cache(db: None) -> None:
    cache.clear()
