"""The rounds of the process for background work."""

import threading
from collections.abc import Callable

import pytest

from diemcau.newsroom.editing import rounds


def _keep(monkeypatch: pytest.MonkeyPatch, *works: Callable[[], object]) -> None:
    """Go each round once and stop."""
    stop = threading.Event()
    monkeypatch.setattr(rounds, "_ROUNDS", tuple((60.0, work) for work in (*works, stop.set)))
    rounds.keep_rounds(stop)


@pytest.mark.django_db
def test_round_that_fails_does_not_end_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def fail() -> None:
        raise OSError("away")

    monkeypatch.setattr(rounds, "close_old_connections", lambda: None)
    _keep(monkeypatch, fail, lambda: done.append(True))
    assert done == [True]
    assert "is tried again" in caplog.text


@pytest.mark.django_db
def test_rounds_begin_at_once_after_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []
    monkeypatch.setattr(rounds, "close_old_connections", lambda: None)
    _keep(monkeypatch, lambda: done.append(True))
    assert done == [True]


def test_scheduled_publishing_comes_every_ten_seconds() -> None:
    assert {work: every_s for every_s, work in rounds._ROUNDS}[rounds.publish_due] <= 10.0
