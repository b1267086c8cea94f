from datetime import timedelta

import pytest

from diemcau.adapters.nats import claims, jwt, tokens
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.tokens import Minter
from diemcau.core import clock

SEED = "a seed that only tests use, 32 or more"


def test_same_access_gives_the_same_key_and_another_access_another():
    first = Minter(Keyring(SEED)).venue(conference="demo", venue="v1", access="a1")
    again = Minter(Keyring(SEED)).venue(conference="demo", venue="v1", access="a1")
    other = Minter(Keyring(SEED)).venue(conference="demo", venue="v1", access="a2")
    assert first.public_key == again.public_key == Minter(Keyring(SEED)).venue_key("a1")
    assert first.public_key != other.public_key


def test_same_account_has_a_key_for_each_conference():
    minter = Minter(Keyring(SEED))
    here, there = (minter.staff(conference=slug, account="7").public_key for slug in ("demo", "other"))
    assert here != there
    assert here == minter.staff_key(conference="demo", account="7")


def test_token_carries_name_tag_and_lifetime_only():
    token = Minter(Keyring(SEED)).venue(conference="demo", venue="v1", access="a1", lifetime_s=60)
    said = jwt.read(token.jwt)
    assert said["name"] == "v1"
    assert said["nats"]["tags"] == ["conf:demo"]
    assert not {"pub", "sub", "permissions"} & set(said["nats"])
    assert said["exp"] == token.expires_at.timestamp()
    assert abs(token.expires_at - clock.now() - timedelta(seconds=60)) < timedelta(seconds=5)


def test_another_seed_gives_other_keys():
    keys = [Keyring(seed) for seed in (SEED, SEED + "!")]
    assert (
        len({keyring.operator.public for keyring in keys} | {keyring.account.public for keyring in keys}) == 4
    )


def test_short_seed_is_refused():
    with pytest.raises(ValueError, match="short"):
        Keyring("short")


def test_claims_of_the_operator_are_the_same_every_time():
    assert claims.operator(Keyring(SEED)) == claims.operator(Keyring(SEED))


def test_process_token_holds_no_secret():
    token, key = tokens.process_token(Keyring(SEED), "relay")
    assert jwt.read(token)["sub"] == key.public
