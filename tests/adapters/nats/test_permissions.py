"""What each role may hear and say, asked of the real server."""

import time

import pytest

from diemcau.adapters.nats import jwt, nkeys, tokens
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.nkeys import Kind
from diemcau.adapters.nats.roles import Role
from diemcau.adapters.nats.tokens import Minter
from tests.adapters.nats.server import Browser

pytestmark = pytest.mark.real

FOREIGN = [
    "conf.other.events",
    "conf.other.head",
    "conf.other.staff",
    "conf.other.venue.mine",
    "conf.*.events",
    "conf.demo.*",
    "conf.demo.>",
    "conf.>",
    ">",
    "*",
    "$JS.API.>",
    "$JS.API.INFO",
    "$SYS.>",
    "_INBOX.>",
    "_INBOX.a.b",
    "nudge.demo",
    "media.demo.offer",
    "conf.demo.venue.theirs",
    "conf.demo.venue.*",
    "conf.demo.venue.theirs.pulse",
    "conf.demo.venue.*.pulse",
]
STAFF_ONLY = ["conf.demo.staff", "conf.demo.board"]


def _token(server, role):
    mint = {
        Role.PUBLIC: lambda: server.minter.public(conference="demo", holder="browser"),
        Role.VENUE: lambda: server.minter.venue(conference="demo", venue="mine", access="a1"),
        Role.STAFF: lambda: server.minter.staff(conference="demo", account="7"),
    }
    return mint[role]().jwt


@pytest.mark.parametrize(
    ("role", "own"),
    [
        (Role.PUBLIC, []),
        (Role.VENUE, ["conf.demo.venue.mine"]),
        (Role.STAFF, STAFF_ONLY),
    ],
)
async def test_role_hears_what_is_its_own(server, role, own):
    browser = await Browser.enter(server, _token(server, role))
    hears = ["conf.demo.events", "conf.demo.head", *own]
    for subject in hears:
        await browser.subscribe(subject)
    async with server.connect() as process:
        await process.wait_connected(5)
        for subject in hears:
            await process.publish(subject, b"{}")
        await process.flush()
    assert await browser.heard() == hears


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.PUBLIC, [*STAFF_ONLY, "conf.demo.venue.mine"]),
        (Role.VENUE, [*STAFF_ONLY, "conf.demo.venue.mine.pulse"]),
        (Role.STAFF, ["conf.demo.venue.mine", "conf.demo.venue.mine.pulse"]),
    ],
)
async def test_role_cannot_hear_anything_else(server, role, more):
    for subject in FOREIGN + more:
        browser = await Browser.enter(server, _token(server, role))
        with pytest.raises(PermissionError, match="Permissions Violation"):
            await browser.subscribe(subject)
        await browser.close()


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.VENUE, Role.STAFF])
async def test_role_cannot_say_anything_but_its_pulse(server, role):
    forbidden = [
        *FOREIGN[:4],
        "conf.demo.events",
        "conf.demo.head",
        "conf.demo.staff",
        "conf.demo.venue.mine",
    ]
    forbidden += ["conf.demo.board", "nudge.demo", "media.demo.offer", "$JS.API.INFO", "$SYS.REQ.SERVER.PING"]
    forbidden += ["_INBOX.a.b", "conf.demo.venue.theirs.pulse", "conf.other.venue.mine.pulse"]
    if role is not Role.VENUE:
        forbidden.append("conf.demo.venue.mine.pulse")
    for subject in forbidden:
        browser = await Browser.enter(server, _token(server, role))
        with pytest.raises(PermissionError, match="Permissions Violation"):
            await browser.publish(subject)
        await browser.close()


async def test_venue_says_its_pulse(server):
    heard = []

    async def hear(subject, payload):
        heard.append((subject, payload))

    async with server.connect() as process:
        await process.wait_connected(5)
        await process.subscribe("conf.*.venue.*.pulse", hear)
        await process.flush()
        browser = await Browser.enter(server, _token(server, Role.VENUE))
        await browser.publish("conf.demo.venue.mine.pulse", "{}")
        await process.flush()
    assert heard == [("conf.demo.venue.mine.pulse", b"{}")]


async def test_venue_cannot_say_more_than_a_pulse_is_long(server):
    browser = await Browser.enter(server, _token(server, Role.VENUE))
    with pytest.raises(PermissionError):
        await browser.publish("conf.demo.venue.mine.pulse", "x" * 1025)


async def test_browser_may_not_subscribe_without_end(server):
    browser = await Browser.enter(server, _token(server, Role.VENUE))
    with pytest.raises(PermissionError, match=r"(?i)maximum subscriptions"):  # noqa: PT012
        for number in range(20):
            await browser._say(f"SUB conf.demo.events {number}")
        await browser._check()


async def test_expired_token_is_refused(server):
    late = server.minter.venue(conference="demo", venue="mine", access="a1", lifetime_s=-1)
    with pytest.raises(PermissionError, match=r"(?i)authori|authenti"):
        await Browser.enter(server, late.jwt)


async def test_connection_ends_when_its_token_expires(server):
    short = server.minter.venue(conference="demo", venue="mine", access="a1", lifetime_s=2)
    browser = await Browser.enter(server, short.jwt)
    assert await browser.ended()
    assert time.time() >= short.expires_at.timestamp()


async def test_token_of_another_installation_is_refused(server):
    stranger = Minter(Keyring("another seed that only tests use, long")).staff(conference="demo", account="7")
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, stranger.jwt)


async def test_token_naming_our_account_but_signed_by_another_key_is_refused(server):
    claims = jwt.read(_token(server, Role.STAFF))
    forger = nkeys.from_raw_seed(Kind.ACCOUNT, b"f" * 32)
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, jwt.sign(claims, forger))


async def test_token_with_changed_claims_is_refused(server):
    head, body, signature = _token(server, Role.VENUE).split(".")
    other_body = server.minter.venue(conference="other", venue="mine", access="a1").jwt.split(".")[1]
    assert body != other_body
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, f"{head}.{other_body}.{signature}")


async def test_venue_key_cannot_raise_its_own_rights(server):
    """A scoped key gives its template and nothing else, whatever the token asks for."""
    claims = jwt.read(_token(server, Role.VENUE))
    claims["nats"] |= {"sub": {"allow": [">"]}, "pub": {"allow": [">"]}}
    token = jwt.sign(claims, server.keyring.signing(Role.VENUE))
    with pytest.raises(PermissionError):  # noqa: PT012
        browser = await Browser.enter(server, token)
        await browser.subscribe("conf.demo.staff")


async def test_process_token_opens_nothing_from_a_browser(server):
    token, _ = tokens.process_token(server.keyring, "relay")
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, token)


async def test_no_token_opens_nothing(server):
    with pytest.raises(PermissionError, match=r"(?i)authori"):
        await Browser.enter(server, "")
