"""The media process's sign of life."""

import asyncio
from pathlib import Path

import pytest
from django.db import OperationalError

from diemcau.adapters.janus.fake import FakeServer
from diemcau.media import process
from diemcau.media.janus_link import JanusLink


async def test_follow_beats_only_after_a_round_that_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "LOOK_S", 0)
    media = process.Media(run=tmp_path, link=JanusLink(FakeServer().connect), make_producer=None, demo=None)
    seen: list[str] = []

    async def list_rooms() -> list:
        seen.append("look")
        if len(seen) == 2:
            raise OperationalError("the database is away")
        if len(seen) > 4:
            raise asyncio.CancelledError
        return []

    with pytest.raises(asyncio.CancelledError):
        await media.follow(list_rooms, beat=lambda: seen.append("beat"))
    assert seen == ["look", "look", "look", "beat", "look"]
