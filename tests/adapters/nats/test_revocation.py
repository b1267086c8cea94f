import json
import threading

import pytest

from diemcau.adapters.nats import revocation
from diemcau.adapters.nats.errors import LiveEventsDown
from diemcau.adapters.nats.revocation import RevocationList, Revoker
from tests.adapters.nats.server import Browser


def _revoker(server):
    return Revoker(url=server.url, seed=server.seed, folder=server.folder)


def _venue(server, access):
    return server.minter.venue(conference="demo", venue="mine", access=access)


@pytest.mark.real
async def test_revoke_ends_open_connections_and_no_others(server):
    revoked = [await Browser.enter(server, _venue(server, "a1").jwt) for _ in range(2)]
    other = await Browser.enter(server, _venue(server, "a2").jwt)
    await _revoker(server).revoke_async([server.minter.venue_key("a1")])
    assert [await browser.ended() for browser in revoked] == [True, True]
    assert await other.heard() == []


@pytest.mark.real
async def test_revoke_voids_tokens_made_before_and_leaves_a_new_access(server):
    token = _venue(server, "a1")
    await _revoker(server).revoke_async([token.public_key])
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, token.jwt)
    await Browser.enter(server, _venue(server, "a2").jwt)


@pytest.mark.real
async def test_revoke_twice_within_a_second_keeps_both(server):
    revoker = _revoker(server)
    tokens = [_venue(server, access) for access in ("a1", "a2")]
    for token in tokens:
        await revoker.revoke_async([token.public_key])
    for token in tokens:
        with pytest.raises(PermissionError, match=r"(?i)authori"):
            await Browser.enter(server, token.jwt)


@pytest.mark.real
async def test_revoke_of_every_venue_at_once_is_taken(server):
    tokens = [_venue(server, f"a{number}") for number in range(3355)]
    await _revoker(server).revoke_async([token.public_key for token in tokens])
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, tokens[-1].jwt)


@pytest.mark.real
async def test_revocation_survives_a_killed_server(server):
    token = _venue(server, "a1")
    await _revoker(server).revoke_async([token.public_key])
    await server.stop()
    await server.start()
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, token.jwt)
    await Browser.enter(server, _venue(server, "a2").jwt)


@pytest.mark.real
async def test_revoke_while_the_server_is_away_says_so_and_holds_from_its_start(server):
    token = _venue(server, "a1")
    await server.stop()
    with pytest.raises(LiveEventsDown):
        await _revoker(server).revoke_async([token.public_key])
    await server.start()
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, token.jwt)


@pytest.mark.real
def test_revoke_works_without_an_event_loop(server):
    token = _venue(server, "a1")
    _revoker(server).revoke([token.public_key])
    assert token.public_key in RevocationList(server.folder).read()


def test_list_forgets_keys_whose_tokens_have_expired(tmp_path):
    (tmp_path / "revoked.json").write_text(json.dumps({"UOLD": 1_000_000}))
    entries = RevocationList(tmp_path)
    entries.add(["UNEW"])
    assert list(entries.read()) == ["UNEW"]


def test_list_outlives_every_token():
    assert revocation.KEPT_S > revocation.tokens.LIFETIME_S


def test_list_keeps_what_many_add_together(tmp_path):
    keys = [f"U{number}" for number in range(20)]
    adders = [threading.Thread(target=RevocationList(tmp_path).add, args=[[key]]) for key in keys]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    assert sorted(RevocationList(tmp_path).read()) == sorted(keys)
