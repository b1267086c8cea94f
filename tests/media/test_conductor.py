"""Wanted state, step by step, against Janus and a producer in memory: each may lose everything at any moment."""

from dataclasses import replace
from pathlib import Path

import pytest

from diemcau.adapters.janus.fake import FakeServer
from diemcau.adapters.producer.client import Listener, SlotState
from diemcau.adapters.producer.fake import FakeProducer
from diemcau.media import layouts
from diemcau.media.conductor import Conductor
from diemcau.media.janus_link import JanusLink
from diemcau.media.stage import DEMONSTRATION
from tests.media.people import enter, publish


class Parts:
    """A conductor between a Janus and a producer in memory."""

    def __init__(self, run: Path) -> None:
        self.run = run
        self.janus = FakeServer()
        self.producers: list[FakeProducer] = []
        self.conductor = self.fresh()

    def fresh(self) -> Conductor:
        """Return a new conductor, as after the media process was killed."""
        conductor = Conductor(
            "hoinghi", run=self.run, link=JanusLink(self.janus.connect), make_producer=self._make
        )
        conductor.title, conductor.phase = "Hội nghị", "live"
        return conductor

    async def _make(self, _slug: str, listener: Listener) -> FakeProducer:
        if not self.producers or self.producers[-1].closed:
            self.producers.append(FakeProducer(listener))
        return self.producers[-1]

    @property
    def producer(self) -> FakeProducer:
        return self.producers[-1]

    async def slots(self) -> list[str]:
        return [slot.name for slot in (await self.producer.state()).slots]

    async def layout(self) -> dict[str, dict[str, float]]:
        return (await self.producer.state()).layout

    def picture_arrives(self, slot: str, age_ms: int | None = 40) -> None:
        """Behave as when the slot's pictures come, the last one so long ago."""
        found: SlotState = self.producer._slots[slot]
        self.producer._slots[slot] = replace(found, picture_age_ms=age_ms)


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts(tmp_path)


async def test_step_wishes_for_a_producer_makes_the_room_and_shows_the_slate(parts: Parts) -> None:
    assert await parts.conductor.step() is False
    assert (parts.run / "producers" / "hoinghi").exists()
    assert "hoinghi" in parts.janus.rooms
    state = await parts.producer.state()
    assert state.slate["title"] == "Hội nghị"
    assert state.layout == layouts.slate()


async def test_publisher_gets_a_slot_a_forward_and_after_his_first_picture_the_feed(parts: Parts) -> None:
    visitor, note = enter(parts.conductor.stage, "An")
    publication = await publish(parts.conductor.stage, visitor)
    assert await parts.conductor.step() is True
    assert await parts.slots() == [publication.id]
    assert await parts.layout() == layouts.slate()
    assert {forward.kind for forward in parts.janus.rooms["hoinghi"].forwards} == {"audio", "video"}
    parts.picture_arrives(publication.id)
    assert await parts.conductor.step() is False
    assert await parts.layout() == layouts.full(publication.id)
    assert note[-1] == {"type": "on_air", "on": True}


async def test_publisher_whose_media_has_not_arrived_gets_nothing(parts: Parts) -> None:
    visitor, _ = enter(parts.conductor.stage, "An")
    await publish(parts.conductor.stage, visitor, arrives=False)
    await parts.conductor.step()
    assert await parts.slots() == []


async def test_steps_without_a_change_do_nothing_twice(parts: Parts) -> None:
    publication = await _on_air(parts)
    before = list(parts.janus.rooms["hoinghi"].forwards)
    await parts.conductor.step()
    assert parts.janus.rooms["hoinghi"].forwards == before
    assert await parts.slots() == [publication]


async def test_old_source_stays_until_the_new_one_has_a_picture(parts: Parts) -> None:
    demo, _ = enter(parts.conductor.stage, "demo", DEMONSTRATION)
    old = (await publish(parts.conductor.stage, demo)).id
    await parts.conductor.step()
    parts.picture_arrives(old)
    await parts.conductor.step()
    person, _ = enter(parts.conductor.stage, "An")
    new = (await publish(parts.conductor.stage, person)).id
    await parts.conductor.step()
    assert set(await parts.slots()) == {old, new}
    assert await parts.layout() == layouts.full(old)
    parts.picture_arrives(new)
    await parts.conductor.step()
    await parts.conductor.step()
    assert await parts.slots() == [new]
    assert await parts.layout() == layouts.full(new)
    assert {forward.publisher_id for forward in parts.janus.rooms["hoinghi"].forwards} == {new}


async def test_source_that_stands_still_gives_way_to_the_slate(parts: Parts) -> None:
    publication = await _on_air(parts)
    parts.picture_arrives(publication, age_ms=4000)
    await parts.conductor.step()
    assert await parts.layout() == layouts.slate()


async def test_leaving_brings_the_slate_and_closes_the_slot(parts: Parts) -> None:
    await _on_air(parts)
    await parts.conductor.stage.leave(parts.conductor.stage.publishers[0])
    await parts.conductor.step()
    assert await parts.slots() == []
    assert await parts.layout() == layouts.slate()


async def test_killed_producer_is_wired_anew(parts: Parts) -> None:
    publication = await _on_air(parts)
    old = {forward.port for forward in parts.janus.rooms["hoinghi"].forwards}
    parts.producer.kill()
    await parts.conductor.step()
    assert await parts.slots() == [publication]
    assert len(parts.janus.rooms["hoinghi"].forwards) == 2
    parts.picture_arrives(publication)
    await parts.conductor.step()
    assert await parts.layout() == layouts.full(publication)
    assert (await parts.producer.state()).slate["title"] == "Hội nghị"
    ports = (await parts.producer.state()).slots[0].ports
    assert ports is not None
    assert {forward.port for forward in parts.janus.rooms["hoinghi"].forwards} == {ports.video, ports.audio}
    assert old  # there was something to wire anew


async def test_killed_janus_gets_its_room_again_and_the_publisher_is_asked(parts: Parts) -> None:
    old = await _on_air(parts)
    visitor = parts.conductor.stage.publishers[0]
    parts.janus.restart()
    await parts.conductor.step()
    assert "hoinghi" in parts.janus.rooms
    assert await parts.slots() == []
    new = (await publish(parts.conductor.stage, visitor)).id
    assert new != old
    await parts.conductor.step()
    parts.picture_arrives(new)
    await parts.conductor.step()
    assert await parts.layout() == layouts.full(new)


async def test_killed_media_clears_away_what_it_left(parts: Parts) -> None:
    old = await _on_air(parts)
    conductor = parts.fresh()  # Janus has not yet noticed that the old one is gone
    await conductor.step()
    assert await parts.slots() == []
    assert parts.janus.rooms["hoinghi"].people == {}
    assert parts.janus.rooms["hoinghi"].forwards == []
    visitor, _ = enter(conductor.stage, "An")
    new = (await publish(conductor.stage, visitor)).id
    await conductor.step()
    assert await parts.slots() == [new]
    assert new != old


async def test_broken_slot_is_opened_again(parts: Parts) -> None:
    publication = await _on_air(parts)
    parts.producer.break_slot(publication)
    await parts.conductor.step()
    assert await parts.slots() == [publication]
    ports = (await parts.producer.state()).slots[0].ports
    assert ports is not None
    assert {forward.port for forward in parts.janus.rooms["hoinghi"].forwards} == {ports.video, ports.audio}


async def test_slate_follows_title_and_phase(parts: Parts) -> None:
    await parts.conductor.step()
    live = (await parts.producer.state()).slate["subtitle"]
    parts.conductor.phase = "paused"
    await parts.conductor.step()
    assert (await parts.producer.state()).slate["subtitle"] != live


async def test_close_takes_back_wish_and_room(parts: Parts) -> None:
    await _on_air(parts)
    await parts.conductor.close()
    assert not (parts.run / "producers" / "hoinghi").exists()
    assert parts.janus.rooms == {}


async def _on_air(parts: Parts) -> str:
    visitor, _ = enter(parts.conductor.stage, "An")
    publication = await publish(parts.conductor.stage, visitor)
    await parts.conductor.step()
    parts.picture_arrives(publication.id)
    await parts.conductor.step()
    assert await parts.layout() == layouts.full(publication.id)
    return str(publication.id)
