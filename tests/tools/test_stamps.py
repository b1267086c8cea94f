"""What a step was done for is remembered, whatever the step works on."""

from pathlib import Path

import pytest

from tools.setup import debian, stamps


@pytest.fixture(autouse=True)
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamps, "BUILD", tmp_path)
    return tmp_path


def test_once_repeats_only_for_another_key() -> None:
    done: list[str] = []
    for key in ("one", "one", "two"):
        stamps.once("step", key, lambda key=key: done.append(key))
    assert done == ["one", "two"]


def test_once_repeats_what_is_gone() -> None:
    done: list[int] = []
    for _ in range(2):
        stamps.once("step", "same", lambda: done.append(1), still_there=False)
    assert len(done) == 2


def test_once_forgets_a_step_that_failed(build: Path) -> None:
    def fail() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        stamps.once("step", "key", fail)
    assert not (build / "stamps" / "step").exists()


def test_install_on_a_bare_machine_remembers_every_missing_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed: list[list[str]] = []
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(debian, "_is_installed", lambda _name: False)
    monkeypatch.setattr(debian, "_install", installed.append)
    debian.install((*debian.FOR_RUN, *debian.FOR_TESTS))
    assert installed == [[*debian.FOR_RUN, *debian.FOR_TESTS]]
    assert "chromium" in capsys.readouterr().out
