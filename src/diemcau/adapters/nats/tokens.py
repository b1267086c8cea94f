"""Tokens with which clients enter NATS: short-lived, bound to one conference, told apart by key.

A token of a browser is a bearer token and must never stand in a URL or a log.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from diemcau.adapters.nats import jwt
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.nkeys import KeyPair
from diemcau.adapters.nats.roles import Role

LIFETIME_S = 15 * 60


@dataclass(frozen=True, slots=True)
class Token:
    """A signed user token; `public_key` is what `Revoker.revoke` takes."""

    jwt: str
    public_key: str
    expires_at: datetime


class Minter:
    """Makes tokens; no server is asked."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def public(self, *, conference: str, holder: str, lifetime_s: int = LIFETIME_S) -> Token:
        """Return a token to hear what everyone may know; `holder` names the browser or session."""
        return self._browser(Role.PUBLIC, conference, holder, f"{conference}/{holder}", lifetime_s)

    def venue(self, *, conference: str, venue: str, access: str, lifetime_s: int = LIFETIME_S) -> Token:
        """Return a token for a venue, opened with one access (link or code): revoking that access ends it."""
        return self._browser(Role.VENUE, conference, venue, access, lifetime_s)

    def staff(self, *, conference: str, account: str, lifetime_s: int = LIFETIME_S) -> Token:
        """Return a token for a signed-in account that may see all of the conference."""
        return self._browser(Role.STAFF, conference, account, f"{conference}/{account}", lifetime_s)

    def venue_key(self, access: str) -> str:
        """Return the public key of a venue access, for revoking it."""
        return self._keyring.user(Role.VENUE.value, access).public

    def staff_key(self, *, conference: str, account: str) -> str:
        """Return the public key of an account in a conference, for revoking it."""
        return self._keyring.user(Role.STAFF.value, f"{conference}/{account}").public

    def _browser(self, role: Role, conference: str, name: str, holder: str, lifetime_s: int) -> Token:
        user = self._keyring.user(role.value, holder)
        now_s = int(time.time())
        expires_s = now_s + lifetime_s
        claims = _user_claims(name, user, self._keyring.account.public) | {"iat": now_s, "exp": expires_s}
        claims["nats"]["tags"] = [f"conf:{conference}"]
        token = jwt.sign(claims, self._keyring.signing(role))
        return Token(token, user.public, datetime.fromtimestamp(expires_s, UTC))


def process_token(keyring: Keyring, name: str) -> tuple[str, KeyPair]:
    """Return the token of one of our own processes and the key that must answer the server's challenge.

    It does not expire: the token alone, without the key, opens nothing.
    """
    user = keyring.user(Role.PROCESS.value, name)
    claims = _user_claims(name, user, keyring.account.public) | {"iat": int(time.time())}
    return jwt.sign(claims, keyring.signing(Role.PROCESS)), user


def system_token(keyring: Keyring, name: str) -> tuple[str, KeyPair]:
    """Return the same for the server's own account; only `revocation` uses it."""
    user = keyring.user("system", name)
    claims = _user_claims(name, user, keyring.system.public) | {"iat": int(time.time())}
    del claims["nats"]["issuer_account"]
    claims["nats"] |= {"subs": -1, "data": -1, "payload": -1}
    return jwt.sign(claims, keyring.system), user


def _user_claims(name: str, user: KeyPair, account: str) -> dict[str, Any]:
    nats = {"type": "user", "version": 2, "issuer_account": account}
    return {"name": name, "sub": user.public, "nats": nats}
