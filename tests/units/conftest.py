"""A small organisation, made by the commands themselves."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from diemcau.units import api
from diemcau.units.api import ImportResult

LISTS = Path(api.__file__).parent / "data"
FIRST_DAY = date(2020, 1, 1)


def founded(name: str, code: str, level: str, parent_id: int | None, on: date = FIRST_DAY) -> int:
    """Found a unit and return its id."""
    return api.found(
        actor="test", name=name, code=code, level=level, parent_id=parent_id, on=on, predecessors=()
    ).id


@pytest.fixture
def tree(db) -> dict[str, int]:
    """Ids by code: TW above P1 (D1 with W1 and W2, D2) and P2, and the body B1 with B2 below it."""
    ids = {"TW": founded("Trung ương", "TW", "central", None)}
    for name, code, level, above in (
        ("Tỉnh Hoà Bình", "P1", "province", "TW"),
        ("Thành phố Hải Phòng", "P2", "province", "TW"),
        ("Huyện Mai Châu", "D1", "district", "P1"),
        ("Huyện Đà Bắc", "D2", "district", "P1"),
        ("Xã Chiềng Châu", "W1", "commune", "D1"),
        ("Thị trấn Mai Châu", "W2", "commune", "D1"),
        ("Bộ Y tế", "B1", "body", "TW"),
        ("Vụ Kế hoạch", "B2", "body", "B1"),
    ):
        ids[code] = founded(name, code, level, ids[above])
    return ids


@pytest.fixture
def import_text(tmp_path: Path) -> Callable[..., ImportResult]:
    """Import a list that is given as text or bytes."""

    def run(content: str | bytes, *, mergers: str | None = None, **options) -> ImportResult:
        path = tmp_path / "list.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if mergers is not None:
            (tmp_path / "mergers.csv").write_text(mergers)
            options["mergers"] = tmp_path / "mergers.csv"
        return api.import_units(path, actor="test", **options)

    return run
