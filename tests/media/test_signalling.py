"""The endpoint as a browser meets it: who is let in, and what is answered."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from diemcau.adapters.janus.fake import FakeServer
from diemcau.core.errors import NotAllowed, NotFound
from diemcau.media import signalling as endpoint
from diemcau.media.entry import Entry
from diemcau.media.janus_link import JanusLink
from diemcau.media.signalling import Signalling
from diemcau.media.stage import Stage
from diemcau.people.models import User
from diemcau.people.roles import Role
from tests.adapters.janus.offers import STAGE
from tests.factories.rooms import World, make_user, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
async def port(free_port: int) -> AsyncIterator[int]:
    stage = Stage("hoinghi", JanusLink(FakeServer().connect), lambda: None)
    health = {"status": "ok"}
    signalling = Signalling(
        find_stage=lambda slug: stage if slug == "hoinghi" else None, health=lambda: health
    )
    server = await signalling.open(free_port)
    yield free_port
    server.close(close_connections=True)
    await server.wait_closed()


def _session_of(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "diemcau.people.auth.Backend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


async def _knock(
    port: int, *, session: str = "", origin: str | None = None, slug: str = "hoinghi"
) -> ClientConnection:
    headers = {
        "Cookie": f"dc_session={session}",
        "X-Forwarded-Host": "hn.example.vn",
        "X-Forwarded-For": "127.0.0.1",
    }
    url = f"ws://127.0.0.1:{port}/media/{slug}/signal"
    return await connect(
        url, origin=origin or "https://hn.example.vn", additional_headers=headers, proxy=None
    )  # type: ignore[arg-type]


async def _refusal(port: int, **knock: Any) -> int:
    with pytest.raises(InvalidStatus) as refused:
        await _knock(port, **knock)
    return refused.value.response.status_code


@sync_to_async
def _person(world: World, role: Role, *, demonstration: bool = True) -> str:
    user = make_user(role, world.root)
    User.objects.filter(pk=user.pk).update(is_demonstration=demonstration)
    return _session_of(user)


async def test_director_publishes_and_is_answered(port: int, world: World) -> None:
    connection = await _knock(port, session=await _person(world, Role.DIRECTOR))
    assert json.loads(await connection.recv()) == {"type": "welcome"}
    await connection.send(json.dumps({"type": "publish", "sdp": STAGE}))
    answer = json.loads(await connection.recv())
    assert answer["type"] == "answer"
    assert answer["sdp"].startswith("v=0")
    await connection.close()


async def test_odd_words_are_refused_without_ending_the_line(port: int, world: World) -> None:
    connection = await _knock(port, session=await _person(world, Role.TECHNICAL))
    await connection.recv()
    for text in ("no JSON", "[]", '{"type": "dance"}'):
        await connection.send(text)
        assert json.loads(await connection.recv())["code"] == "invalid"
    await connection.close()


async def test_a_room_that_is_not_open_is_said_to_be_closed(port: int, world: World) -> None:
    session = await _person(world, Role.DIRECTOR)
    await sync_to_async(
        lambda: type(world.conference).objects.filter(pk=world.conference.pk).update(slug="khac")
    )()
    connection = await _knock(port, session=session, slug="khac")
    assert json.loads(await connection.recv()) == {"type": "closed"}
    await connection.close()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR, Role.SECRETARY])
async def test_other_roles_are_kept_out(port: int, world: World, role: Role) -> None:
    assert await _refusal(port, session=await _person(world, role)) == 403


async def test_nobody_and_a_made_up_session_are_kept_out(port: int, world: World) -> None:
    assert await _refusal(port) == 403
    assert await _refusal(port, session="abcdefabcdefabcdefabcdefabcdefab") == 403


async def test_a_page_of_another_host_is_kept_out(port: int, world: World) -> None:
    session = await _person(world, Role.DIRECTOR)
    assert await _refusal(port, session=session, origin="https://other.example") == 403


async def test_central_staff_without_a_second_factor_is_kept_out(port: int, world: World) -> None:
    assert await _refusal(port, session=await _person(world, Role.DIRECTOR, demonstration=False)) == 403


async def test_an_unknown_conference_is_not_found(port: int, world: World) -> None:
    assert await _refusal(port, session=await _person(world, Role.DIRECTOR), slug="nowhere") == 404


async def test_health_is_answered_in_json(port: int) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/healthz")
        other = await client.get(f"http://127.0.0.1:{port}/else")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert other.status_code == 404


@pytest.mark.parametrize("refusal", [NotAllowed, NotFound])
async def test_right_is_checked_again_after_the_database_was_away(
    port: int, world: World, monkeypatch: pytest.MonkeyPatch, refusal: type[Exception]
) -> None:
    answers = iter(
        [OperationalError("the database is away"), OperationalError("still away"), refusal("no more")]
    )

    async def answer(_entry: Entry) -> str:
        raise next(answers)

    session = await _person(world, Role.DIRECTOR)
    monkeypatch.setattr(endpoint, "CHECK_AGAIN_S", 0.01)
    connection = await _knock(port, session=session)
    await connection.recv()
    monkeypatch.setattr(Entry, "check_person", answer)
    with pytest.raises(ConnectionClosed) as closed:
        await asyncio.wait_for(connection.recv(), 10)
    assert closed.value.rcvd.code == 1008
