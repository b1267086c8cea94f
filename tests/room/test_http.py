"""The room over HTTP, as a venue, as staff, and as nobody."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from diemcau.conferences import tokens
from diemcau.conferences.models import VenueAccess
from diemcau.core import feedpass
from diemcau.people.roles import Role
from diemcau.room import api as room
from tests.factories.rooms import World, make_user, open_and_start


def enter(world: World, name: str) -> Client:
    """Return a browser that has entered with the link of a venue."""
    client = Client()
    access = VenueAccess.objects.get(venue=world.venues[name], revoked_at=None)
    answer = client.post("/v", {"token": tokens.token_of(access.key)}, headers={"accept": "application/json"})
    assert answer.status_code == 200, answer.content
    return client


def signed_in(role: Role, unit_id: int) -> Client:
    """Return the browser of a person with this role."""
    client = Client()
    client.force_login(make_user(role, unit_id))
    return client


def give(
    client: Client,
    world: World,
    name: str,
    given: dict[str, Any] | None = None,
    key: str = "key-00000001",
    **headers: str,
) -> Any:
    """Give a command over HTTP."""
    return client.post(
        f"/api/conferences/{world.slug}/commands/{name}",
        json.dumps(given or {}),
        content_type="application/json",
        headers={"Idempotency-Key": key, **headers},
    )


def test_venue_asks_for_the_floor_for_itself(world: World) -> None:
    open_and_start(world)
    client = enter(world, "anlao")
    answer = give(client, world, "request_floor", {"topic": "Tài liệu"})
    assert answer.status_code == 200
    assert answer.json()["events"][0]["data"]["venue"] == world.venues["anlao"].key
    again = give(client, world, "request_floor", {"topic": "Tài liệu"})
    assert again.json() == {**answer.json(), "repeated": True}


def test_venue_acts_for_no_other_venue(world: World) -> None:
    open_and_start(world)
    answer = give(enter(world, "anlao"), world, "request_floor", {"venue": world.venues["bo"].key})
    assert answer.status_code == 403


def test_venue_gives_no_command_of_the_staff(world: World) -> None:
    open_and_start(world)
    assert give(enter(world, "anlao"), world, "end").status_code == 403


def test_venue_of_another_conference_is_nobody_here(world: World) -> None:
    from tests.factories.rooms import make_world  # noqa: PLC0415

    client = enter(world, "anlao")
    other = type(world)(world.root, world.north, world.south, _copy(world), {})
    assert make_world is not None
    assert give(client, other, "request_floor", {"venue": "x"}).status_code == 401


def _copy(world: World) -> Any:
    conference = type(world.conference).objects.get(pk=world.conference.pk)
    conference.pk, conference.slug = None, "khac"
    conference.save()
    return conference


def test_nobody_is_told_to_sign_in(world: World) -> None:
    answer = Client().get(f"/api/conferences/{world.slug}/events")
    assert (answer.status_code, answer.json()["error"]) == (401, "not_signed_in")


def test_public_conference_is_followed_by_anyone_but_nothing_more(world: World) -> None:
    world.conference.open_to_public = True
    world.conference.save()
    open_and_start(world)
    client = Client()
    assert client.get(f"/api/conferences/{world.slug}/events").json()["head"] == 2
    assert client.get(f"/api/conferences/{world.slug}/venues").status_code == 403
    assert give(client, world, "request_floor", {"venue": world.venues["bo"].key}).status_code == 401


def test_page_of_another_host_gives_no_command(world: World) -> None:
    open_and_start(world)
    answer = give(enter(world, "anlao"), world, "request_floor", Origin="https://elsewhere.example")
    assert answer.status_code == 403


def test_command_without_a_key_is_invalid(world: World) -> None:
    answer = Client().post(
        f"/api/conferences/{world.slug}/commands/start", "{}", content_type="application/json"
    )
    assert answer.status_code == 422


def test_misspelt_field_is_named(world: World) -> None:
    open_and_start(world)
    answer = give(enter(world, "anlao"), world, "request_floor", {"topik": "x"})
    assert answer.status_code == 422
    assert "topik" in answer.json()["message"]


def test_staff_reads_what_the_venue_may_not(world: World) -> None:
    open_and_start(world)
    give(enter(world, "anlao"), world, "report_trouble", {"kind": "sound", "details": "Tiếng nhỏ"})
    staff = signed_in(Role.TECHNICAL, world.root).get(f"/api/conferences/{world.slug}/events?after=2").json()
    other = enter(world, "bo").get(f"/api/conferences/{world.slug}/events?after=2").json()
    assert staff["events"][0]["data"]["details"] == "Tiếng nhỏ"
    assert other["events"][0]["data"] == {}
    assert other["events"][0]["seq"] == 3


def test_neighbour_branch_reads_nothing(world: World) -> None:
    open_and_start(world)
    assert (
        signed_in(Role.CHAIR, world.north).get(f"/api/conferences/{world.slug}/snapshot").status_code == 403
    )


def test_snapshot_of_staff_has_tallies(world: World) -> None:
    open_and_start(world)
    assert give(enter(world, "anlao"), world, "report_head_count", {"delegates": 42}).status_code == 200
    assert (
        give(
            enter(world, "anlao"), world, "report_head_count", {"delegates": 45}, key="key-2-00000"
        ).status_code
        == 200
    )
    found = signed_in(Role.CHAIR, world.root).get(f"/api/conferences/{world.slug}/snapshot").json()
    assert (found["delegates"], found["reported"]) == (45, 1)
    assert found["tallies"]["head_counts"] == {world.venues["anlao"].key: 45}


@pytest.mark.parametrize("delegates", [-1, 100_001])
def test_absurd_head_count_is_refused(world: World, delegates: int) -> None:
    open_and_start(world)
    assert (
        give(enter(world, "anlao"), world, "report_head_count", {"delegates": delegates}).status_code == 422
    )


def test_notice_is_seen_once_by_those_it_reached(world: World) -> None:
    open_and_start(world)
    chair = signed_in(Role.CHAIR, world.root)
    sent = give(
        chair,
        world,
        "send_notice",
        {"text": "Chú ý", "audience": "venue", "target": world.venues["anlao"].key},
    )
    notice = sent.json()["events"][0]["data"]["notice"]
    for name in ("anlao", "anlao", "bo"):
        give(enter(world, name), world, "see_notice", {"notice": notice})
    assert room.tallies_of(world.conference.pk).seen == {notice: 1}


def test_connect_gives_a_venue_its_subjects_and_the_feed_pass(world: World) -> None:
    client = enter(world, "anlao")
    answer = client.post(
        f"/api/conferences/{world.slug}/connect", '{"face": "hall"}', content_type="application/json"
    )
    found = answer.json()
    key = world.venues["anlao"].key
    assert found["subjects"]["own"] == f"conf.{world.slug}.venue.{key}"
    assert found["subjects"]["board"] is None
    assert found["me"]["kind"] == "venue"
    assert "request_floor" in found["me"]["may"]
    cookie = answer.cookies[feedpass.COOKIE]
    assert cookie["path"] == f"/feed/{world.slug}/"
    assert cookie["httponly"]


def test_feed_view_needs_the_pass(world: World) -> None:
    open_and_start(world)
    assert Client().get(f"/feed/{world.slug}/snapshot.json").status_code == 403
    client = enter(world, "anlao")
    client.post(f"/api/conferences/{world.slug}/connect", "{}", content_type="application/json")
    found = client.get(f"/feed/{world.slug}/snapshot.json").json()
    assert found["state"]["seq"] == 2
    assert client.get(f"/feed/{world.slug}/events?after=1").json()["events"][0]["seq"] == 2


def test_revoked_access_ends_at_once(world: World) -> None:
    from diemcau.conferences.access import revoke  # noqa: PLC0415
    from diemcau.people.api import SYSTEM  # noqa: PLC0415

    open_and_start(world)
    client = enter(world, "anlao")
    revoke(VenueAccess.objects.get(venue=world.venues["anlao"]), SYSTEM)
    answer = give(client, world, "request_floor")
    assert (answer.status_code, answer.json()["error"]) == (401, "revoked")


def test_openapi_names_every_command(db: None) -> None:
    found = Client().get("/api/openapi.json").json()
    assert "/api/conferences/{slug}/commands/grant_floor" in found["paths"]
    assert cache is not None


def test_key_of_another_command_is_refused(world: World) -> None:
    open_and_start(world)
    client = enter(world, "anlao")
    assert give(client, world, "request_floor").status_code == 200
    answer = give(client, world, "withdraw_request")
    assert (answer.status_code, answer.json()["error"]) == (409, "key_used")


def test_flood_of_messages_is_held_back(world: World) -> None:
    open_and_start(world)
    client = enter(world, "anlao")
    codes = [
        give(client, world, "send_message", {"text": "A lô"}, key=f"key-{n:08}").status_code
        for n in range(21)
    ]
    assert codes == [200] * 20 + [409]


def test_draft_of_a_public_conference_is_not_public(world: World) -> None:
    type(world.conference).objects.update(open_to_public=True, status="draft")
    assert Client().get(f"/api/conferences/{world.slug}/snapshot").status_code == 401


def test_head_count_by_staff_leaves_an_audit_entry(world: World) -> None:
    from diemcau.people.models import AuditEntry  # noqa: PLC0415

    open_and_start(world)
    desk = signed_in(Role.TECHNICAL, world.root)
    given = {"delegates": 7, "venue": world.venues["bo"].key}
    assert give(desk, world, "report_head_count", given).status_code == 200
    assert AuditEntry.objects.filter(action="room.report_head_count").count() == 1


def test_board_is_for_staff_only(world: World) -> None:
    assert enter(world, "bo").get(f"/api/conferences/{world.slug}/board").status_code == 403
    found = signed_in(Role.CHAIR, world.root).get(f"/api/conferences/{world.slug}/board")
    assert found.status_code == 503  # no pulse process runs beside this test


def test_statement_that_nobody_knew_of_is_declined_unseen(world: World) -> None:
    open_and_start(world)
    client = enter(world, "anlao")
    sent = give(client, world, "register_statement", {"title": "Kinh nghiệm", "speaker": "Giám đốc"})
    key = sent.json()["events"][0]["data"]["statement"]
    chair = signed_in(Role.CHAIR, world.root)
    assert give(chair, world, "decline_statement", {"statement": key, "reason": "Trùng"}).status_code == 200
    other = enter(world, "bo").get(f"/api/conferences/{world.slug}/events?after=3").json()["events"]
    assert [row["data"] for row in other] == [{}]
    own = client.get(f"/api/conferences/{world.slug}/events?after=3").json()["events"]
    assert own[0]["data"]["reason"] == "Trùng"
