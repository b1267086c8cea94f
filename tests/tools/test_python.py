"""The Python environment is filled again whenever it is a new one."""

from pathlib import Path

import pytest

from tools.setup import python, stamps


def test_environment_that_was_removed_gets_all_its_packages_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    there = False

    def make() -> None:
        nonlocal there
        there = True
        made.append("environment")

    monkeypatch.setattr(stamps, "BUILD", tmp_path)
    monkeypatch.setattr(python, "VENV", tmp_path / "venv")
    monkeypatch.setattr(python, "_works", lambda: there)
    monkeypatch.setattr(python, "_make", make)
    monkeypatch.setattr(python, "_install_locked", lambda _locks: made.append("packages"))
    monkeypatch.setattr(python, "_install_project", lambda: made.append("command"))
    for _ in range(2):
        there = False
        python.install(tests=False)
    assert made == ["environment", "packages", "command"] * 2
