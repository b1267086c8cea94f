from typing import Any

import pytest

from diemcau.adapters.janus.errors import JanusDown
from diemcau.adapters.janus.fake import FakeServer
from diemcau.core.errors import Invalid
from diemcau.media.janus_link import JanusLink
from diemcau.media.stage import DEMONSTRATION, Stage
from tests.media.people import enter, publish


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def stage(server: FakeServer) -> Stage:
    return Stage("hoinghi", JanusLink(server.connect), lambda: None)


async def test_publish_answers_and_enters_the_room(stage: Stage, server: FakeServer) -> None:
    visitor, note = enter(stage, "An")
    await publish(stage, visitor)
    assert note.kinds == ["answer"]
    assert [one.name for one in server.rooms["hoinghi"].people.values()] == ["An"]
    assert stage.publishers == [visitor]


async def test_second_publisher_is_told_who_is_there(stage: Stage) -> None:
    first, _ = enter(stage, "An")
    second, note = enter(stage, "Bình")
    await publish(stage, first)
    await publish(stage, second)
    assert note == [{"type": "busy", "by": "An"}]
    assert stage.publishers == [first]


async def test_second_publisher_takes_over_when_confirmed(stage: Stage, server: FakeServer) -> None:
    first, told = enter(stage, "An")
    second, note = enter(stage, "Bình")
    await publish(stage, first)
    await publish(stage, second, takeover=True)
    assert told[-1] == {"type": "taken", "by": "Bình"}
    assert note.kinds == ["answer"]
    assert stage.publishers == [second]
    assert [one.name for one in server.rooms["hoinghi"].people.values()] == ["Bình"]


async def test_page_that_comes_back_replaces_its_own_picture_without_asking(
    stage: Stage, server: FakeServer
) -> None:
    before, _ = enter(stage, "An")
    again, note = enter(stage, "An")
    await publish(stage, before, page="p1")
    await publish(stage, again, page="p1")
    assert note.kinds == ["answer"]
    assert stage.publishers == [again]


@pytest.mark.parametrize("page", ["p2", "", None, 7, ["p1"]])
async def test_page_that_comes_back_puts_nobody_off_who_came_meanwhile(stage: Stage, page: Any) -> None:
    other, told = enter(stage, "Bình")
    again, note = enter(stage, "An")
    await publish(stage, other, page="p1" if page else page)
    await publish(stage, again, page=page)
    assert note == [{"type": "busy", "by": "Bình"}]
    assert told.kinds == ["answer"]
    assert stage.publishers == [other]


async def test_a_refused_takeover_leaves_the_first_on_the_stage(stage: Stage, server: FakeServer) -> None:
    first, told = enter(stage, "An")
    second, _ = enter(stage, "Bình")
    await publish(stage, first)
    with pytest.raises(Exception, match=r"465|offer"):
        await stage.handle(second, {"type": "publish", "sdp": "v=0 rubbish", "takeover": True})
    assert stage.publishers == [first]
    assert "taken" not in told.kinds


async def test_a_person_goes_before_the_demonstration_without_asking(stage: Stage) -> None:
    demo, _ = enter(stage, "demo", DEMONSTRATION)
    person, note = enter(stage, "An")
    await publish(stage, demo)
    await publish(stage, person)
    assert note.kinds == ["answer"]
    assert stage.publishers == [person, demo]


async def test_leave_ends_what_was_published(stage: Stage, server: FakeServer) -> None:
    visitor, _ = enter(stage, "An")
    await publish(stage, visitor)
    await stage.leave(visitor)
    assert server.rooms["hoinghi"].people == {}
    assert stage.publishers == []


async def test_bye_keeps_the_visitor_but_ends_the_picture(stage: Stage, server: FakeServer) -> None:
    visitor, _ = enter(stage, "An")
    await publish(stage, visitor)
    await stage.handle(visitor, {"type": "bye"})
    assert server.rooms["hoinghi"].people == {}
    await publish(stage, visitor)
    assert stage.publishers == [visitor]


async def test_candidates_reach_janus(stage: Stage) -> None:
    visitor, _ = enter(stage, "An")
    publication = await publish(stage, visitor)
    candidate = {"candidate": "candidate:1 1 udp 1 192.0.2.1 5000 typ host", "sdpMid": "0"}
    await stage.handle(visitor, {"type": "trickle", "candidate": candidate})
    await stage.handle(visitor, {"type": "trickle", "candidate": None})
    assert publication.candidates == [candidate, None]


async def test_restart_of_janus_asks_to_begin_again(stage: Stage, server: FakeServer) -> None:
    visitor, note = enter(stage, "An")
    await publish(stage, visitor)
    server.restart()
    await stage.drop_lost()
    assert note.kinds[-1] == "renegotiate"
    assert stage.publishers == []
    await publish(stage, visitor)
    assert stage.publishers == [visitor]


async def test_publish_while_janus_is_away_says_so() -> None:
    async def nobody() -> None:
        raise JanusDown("away")

    stage = Stage("hoinghi", JanusLink(nobody), lambda: None)  # type: ignore[arg-type]
    visitor, _ = enter(stage, "An")
    with pytest.raises(JanusDown):
        await publish(stage, visitor)


async def test_on_air_is_told_once_each_way(stage: Stage) -> None:
    visitor, note = enter(stage, "An")
    publication = await publish(stage, visitor)
    await stage.tell_on_air(publication.id)
    await stage.tell_on_air(publication.id)
    await stage.tell_on_air(None)
    assert note[1:] == [{"type": "on_air", "on": True}, {"type": "on_air", "on": False}]


@pytest.mark.parametrize(
    "message", [{}, {"type": "dance"}, {"type": "publish"}, {"type": "trickle", "candidate": "text"}]
)
async def test_odd_messages_are_refused(stage: Stage, message: dict[str, object]) -> None:
    visitor, _ = enter(stage, "An")
    with pytest.raises(Invalid):
        await stage.handle(visitor, message)


async def test_close_tells_everyone(stage: Stage) -> None:
    visitor, note = enter(stage, "An")
    await publish(stage, visitor)
    await stage.close()
    assert note.kinds[-1] == "ended"
