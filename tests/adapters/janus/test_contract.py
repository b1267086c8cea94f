"""What the media process counts on: the fake and the real Janus pass the same tests."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from diemcau.adapters.janus.errors import (
    EntryRefused,
    JanusDown,
    JanusFault,
    NoSuchPublisher,
    NoSuchRoom,
    OfferRefused,
)
from diemcau.adapters.janus.fake import FakeJanus, FakeServer
from diemcau.adapters.janus.videoroom import Janus, Ports
from diemcau.core.ids import new_id
from tests.adapters.janus.offers import SOUND_ONLY, STAGE
from tests.adapters.janus.server import SECRETS

PORTS = Ports(video=29002, video_rtcp=29003, audio=29004, video_pt=96, audio_pt=111)


async def _connect(kind: str, request: pytest.FixtureRequest, token_secret: str = SECRETS.tokens) -> Any:
    if kind == "fake":
        server = FakeServer(token_secret=SECRETS.tokens, admin_key=SECRETS.admin_key)
        return await server.connect(token_secret=token_secret, admin_key=SECRETS.admin_key)
    url = request.getfixturevalue("real_janus").url
    return await Janus.connect(url, token_secret=token_secret, admin_key=SECRETS.admin_key)


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.real)])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def janus(kind: str, request: pytest.FixtureRequest) -> AsyncIterator[Janus | FakeJanus]:
    client = await _connect(kind, request)
    yield client
    await client.close()


@pytest.fixture
async def room(janus: Janus) -> str:
    name = f"room-{new_id()}"
    await janus.ensure_room(name)
    return name


async def _publish(janus: Janus, room: str, told: list[str] | None = None, name: str = "stage-1") -> Any:
    heard = told if told is not None else []
    return await janus.publish(
        room, name, name="Sân khấu", offer=STAGE, listener=lambda event, _message: heard.append(event)
    )


async def test_ensure_room_makes_it_once(janus: Janus) -> None:
    assert await janus.ensure_room("hoi-nghi") is True
    assert await janus.ensure_room("hoi-nghi") is False
    await janus.remove_room("hoi-nghi")
    assert await janus.ensure_room("hoi-nghi") is True


async def test_participants_of_an_unknown_room_are_refused(janus: Janus) -> None:
    with pytest.raises(NoSuchRoom):
        await janus.participants("nowhere")


async def test_publish_answers_and_shows_in_the_room(janus: Janus, room: str) -> None:
    publication = await _publish(janus, room)
    assert publication.answer.startswith("v=0")
    assert publication.mids == {"audio": "0", "video": "1"}
    found = await janus.participants(room)
    assert [(one.id, one.name) for one in found] == [("stage-1", "Sân khấu")]


async def test_publish_without_a_picture_is_refused(janus: Janus, room: str) -> None:
    with pytest.raises(OfferRefused):
        await janus.publish(room, "stage-1", name="A", offer=SOUND_ONLY, listener=lambda *_: None)


async def test_publish_with_rubbish_is_refused(janus: Janus, room: str) -> None:
    with pytest.raises(OfferRefused):
        await janus.publish(room, "stage-1", name="A", offer="v=0 rubbish", listener=lambda *_: None)


async def test_publish_in_an_unknown_room_is_refused(janus: Janus) -> None:
    with pytest.raises(NoSuchRoom):
        await _publish(janus, "nowhere")


async def test_forward_is_listed_until_it_is_stopped(janus: Janus, room: str) -> None:
    publication = await _publish(janus, room)
    await janus.forward(room, publication, PORTS)
    listed = await janus.forwards(room)
    assert {(one.publisher_id, one.kind, one.port) for one in listed} == {
        ("stage-1", "video", PORTS.video),
        ("stage-1", "audio", PORTS.audio),
    }
    for one in listed:
        await janus.stop_forward(room, one)
    assert await janus.forwards(room) == []


async def test_forward_of_someone_who_left_is_refused(janus: Janus, room: str) -> None:
    publication = await _publish(janus, room)
    await janus.kick(room, publication.id)
    with pytest.raises(NoSuchPublisher):
        await janus.forward(room, publication, PORTS)


async def test_kick_takes_out_with_the_forwards_and_tells(janus: Janus, room: str) -> None:
    told: list[str] = []
    publication = await _publish(janus, room, told)
    await janus.forward(room, publication, PORTS)
    await janus.kick(room, publication.id)
    await _until(lambda: "kicked" in told)
    assert await janus.participants(room) == []
    assert await janus.forwards(room) == []


async def test_close_of_a_publication_leaves_the_room(janus: Janus, room: str) -> None:
    publication = await _publish(janus, room)
    await publication.close()
    for _ in range(100):
        if await janus.participants(room) == []:
            return
        await asyncio.sleep(0.05)
    pytest.fail("the participant is still there")


async def test_two_can_publish_under_names_of_their_own(janus: Janus, room: str) -> None:
    await _publish(janus, room, name="demo-1")
    await _publish(janus, room, name="stage-2")
    assert {one.id for one in await janus.participants(room)} == {"demo-1", "stage-2"}


async def test_requests_after_the_end_say_that_it_is_down(janus: Janus, room: str) -> None:
    await janus.close()
    assert janus.closed
    with pytest.raises(JanusDown):
        await janus.participants(room)


async def test_another_secret_is_refused(kind: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(EntryRefused):
        await _connect(kind, request, token_secret="another")


@pytest.mark.real
async def test_a_room_is_not_made_without_the_admin_key(real_janus: Any) -> None:
    client = await Janus.connect(real_janus.url, token_secret=SECRETS.tokens, admin_key="wrong")
    with pytest.raises(JanusFault):
        await client.ensure_room("somewhere")
    await client.close()


@pytest.mark.real
async def test_kill_is_noticed_and_a_new_connection_finds_no_rooms(real_janus: Any) -> None:
    client = await Janus.connect(real_janus.url, token_secret=SECRETS.tokens, admin_key=SECRETS.admin_key)
    await client.ensure_room("before")
    real_janus.kill()
    await asyncio.wait_for(client.wait_closed(), 20)
    with pytest.raises(JanusDown):
        await client.participants("before")
    await client.close()
    with pytest.raises(JanusDown):
        await Janus.connect(real_janus.url, token_secret=SECRETS.tokens, admin_key=SECRETS.admin_key)
    real_janus.start()
    client = await Janus.connect(real_janus.url, token_secret=SECRETS.tokens, admin_key=SECRETS.admin_key)
    with pytest.raises(NoSuchRoom):
        await client.participants("before")
    await client.close()


async def _until(condition: Any) -> None:
    for _ in range(200):
        if condition():
            return
        await asyncio.sleep(0.05)
    pytest.fail("it did not come about")
