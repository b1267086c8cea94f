"""What the media process counts on: the fake and the real producer pass the same tests."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from diemcau.adapters.producer.client import Producer
from diemcau.adapters.producer.errors import ProducerDown, ProducerRefused
from diemcau.adapters.producer.fake import FakeProducer
from tests.adapters.producer.process import ProducerProcess

FULL = {"x": 0, "y": 0, "width": 1280, "height": 720, "alpha": 1.0, "z": 1, "volume": 1.0}


@pytest.fixture
async def producer(kind: str, request: pytest.FixtureRequest) -> AsyncIterator[Any]:
    if kind == "fake":
        yield FakeProducer(lambda _report: None)
        return
    real: ProducerProcess = request.getfixturevalue("real_producer")
    client = await Producer.connect(real.socket, lambda _report: None)
    for slot in (await client.state()).slots:
        await client.close_slot(slot.name)
    yield client
    await client.close()


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.real)])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_open_rtp_answers_with_three_ports_and_is_reported(producer: Producer) -> None:
    ports = await producer.open_rtp("stage", video_pt=96, audio_pt=111)
    assert len({ports.video, ports.video_rtcp, ports.audio}) == 3
    (slot,) = (await producer.state()).slots
    assert (slot.name, slot.ports, slot.picture_age_ms) == ("stage", ports, None)


async def test_two_slots_have_ports_of_their_own(producer: Producer) -> None:
    one = await producer.open_rtp("one", video_pt=96, audio_pt=111)
    other = await producer.open_rtp("other", video_pt=96, audio_pt=111)
    assert not {one.video, one.video_rtcp, one.audio} & {other.video, other.video_rtcp, other.audio}


async def test_open_again_replaces_the_slot(producer: Producer) -> None:
    await producer.open_rtp("stage", video_pt=96, audio_pt=111)
    await producer.open_rtp("stage", video_pt=96, audio_pt=111)
    assert [slot.name for slot in (await producer.state()).slots] == ["stage"]


async def test_close_takes_the_slot_away(producer: Producer) -> None:
    await producer.open_rtp("stage", video_pt=96, audio_pt=111)
    await producer.close_slot("stage")
    assert (await producer.state()).slots == ()


async def test_close_of_an_unknown_slot_is_refused(producer: Producer) -> None:
    with pytest.raises(ProducerRefused) as refused:
        await producer.close_slot("nobody")
    assert refused.value.reason == "no_slot"


async def test_clip_without_a_file_is_refused(producer: Producer, tmp_path: Path) -> None:
    with pytest.raises(ProducerRefused) as refused:
        await producer.open_clip("clip", tmp_path / "none.mp4", loop=False)
    assert refused.value.reason == "no_file"


async def test_layout_and_slate_are_told_back(producer: Producer) -> None:
    await producer.set_layout({"stage": FULL})
    await producer.set_slate(title="Hội nghị", subtitle="Sắp bắt đầu")
    state = await producer.state()
    assert state.layout == {"stage": FULL}
    assert state.slate == {"title": "Hội nghị", "subtitle": "Sắp bắt đầu"}


async def test_key_frame_is_not_asked_of_nobody(producer: Producer) -> None:
    await producer.open_rtp("stage", video_pt=96, audio_pt=111)
    assert await producer.ask_key_frame("stage") is False


async def test_requests_after_the_end_say_that_it_is_down(producer: Producer) -> None:
    await producer.close()
    assert producer.closed
    with pytest.raises(ProducerDown):
        await producer.state()


async def test_connect_to_nobody_says_that_it_is_down(tmp_path: Path) -> None:
    with pytest.raises(ProducerDown):
        await Producer.connect(tmp_path / "none.sock", lambda _report: None)


@pytest.mark.real
async def test_a_broken_clip_is_reported_and_ends_its_slot_only(
    real_producer: ProducerProcess, tmp_path: Path
) -> None:
    reports: list[dict[str, Any]] = []
    client = await Producer.connect(real_producer.socket, reports.append)
    rubbish = tmp_path / "rubbish.mp4"
    rubbish.write_text("this is no film")
    await client.open_rtp("stage", video_pt=96, audio_pt=111)
    await client.open_clip("clip", rubbish, loop=True)
    for _ in range(100):
        if reports:
            break
        await asyncio.sleep(0.1)
    assert [(one["event"], one["slot"]) for one in reports] == [("slot_fault", "clip")]
    assert [slot.name for slot in (await client.state()).slots] == ["stage"]
    await client.close_slot("stage")
    await client.close()
