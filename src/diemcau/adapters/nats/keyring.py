"""Every key of an installation, derived from its one seed.

The seed is the only thing to keep secret and to back up: the same seed gives the same operator, account and users,
so that configuration and tokens can be made anew at any time.
"""

import hashlib
import hmac
from functools import cached_property

from diemcau.adapters.nats import nkeys
from diemcau.adapters.nats.nkeys import KeyPair, Kind
from diemcau.adapters.nats.roles import Role


class Keyring:
    """The installation's keys; `seed` is its secret text of at least 32 characters."""

    def __init__(self, seed: str) -> None:
        if len(seed) < 32:
            raise ValueError("the seed of the NATS keys is too short")
        self._seed = seed.encode()
        self._signing = {role: self._derive(Kind.ACCOUNT, f"signing/{role.value}") for role in Role}

    @cached_property
    def operator(self) -> KeyPair:
        """The key that vouches for the accounts."""
        return self._derive(Kind.OPERATOR, "operator")

    @cached_property
    def account(self) -> KeyPair:
        """The account in which all conferences live."""
        return self._derive(Kind.ACCOUNT, "account")

    @cached_property
    def system(self) -> KeyPair:
        """The server's own account, through which claims are pushed."""
        return self._derive(Kind.ACCOUNT, "system")

    def signing(self, role: Role) -> KeyPair:
        """Return the scoped signing key of a role."""
        return self._signing[role]

    def user(self, purpose: str, holder: str) -> KeyPair:
        """Return the one user key of a holder; the same purpose and holder always give the same key."""
        return self._derive(Kind.USER, f"user/{purpose}/{holder}")

    def _derive(self, kind: Kind, name: str) -> KeyPair:
        raw = hmac.new(self._seed, f"diemcau/nats/{name}".encode(), hashlib.sha256).digest()
        return nkeys.from_raw_seed(kind, raw)
