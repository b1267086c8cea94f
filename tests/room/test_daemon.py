"""What the relay and the pulse process share."""

import asyncio

import pytest

from diemcau.core.errors import DiemCauError
from diemcau.room import daemon


async def test_every_beats_only_after_a_round_that_was_done(monkeypatch):
    monkeypatch.setattr(daemon, "_REST_S", 0)
    seen = []

    async def step():
        seen.append("step")
        if len(seen) == 1:
            raise DiemCauError("the live events are away")
        if len(seen) > 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await daemon.every(0, step, after=lambda: seen.append("beat"))
    assert seen == ["step", "step", "beat", "step"]
