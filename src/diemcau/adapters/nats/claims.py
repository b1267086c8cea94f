"""The claims that the server itself reads: operator, system account, and the account of the conferences."""

from collections.abc import Mapping
from typing import Any

from diemcau.adapters.nats import jwt
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.roles import Role, template

_FIRST_ISSUE = 1_600_000_000  # any fixed moment: the same seed gives the same claims
_LIMITS = ("subs", "data", "payload", "imports", "exports", "conn", "leaf")
_UNLIMITED = dict.fromkeys(_LIMITS, -1) | {"wildcards": True}


def operator(keyring: Keyring) -> str:
    """Return the operator's claims, which vouch for themselves."""
    nats = {"type": "operator", "version": 2, "system_account": keyring.system.public}
    return jwt.sign(_claims("diemcau", keyring.operator.public, nats), keyring.operator)


def system_account(keyring: Keyring) -> str:
    """Return the claims of the server's own account."""
    nats = {"type": "account", "version": 2, "limits": _UNLIMITED}
    return jwt.sign(_claims("system", keyring.system.public, nats), keyring.operator)


def account(keyring: Keyring, *, revoked: Mapping[str, int], issued_at_s: int) -> str:
    """Return the claims of the conferences' account.

    `revoked` gives for a user's public key the Unix time up to which tokens of that key are void. A server
    takes claims in place of others only if `issued_at_s` is not smaller.
    """
    nats = {
        "type": "account",
        "version": 2,
        "limits": _UNLIMITED,
        "signing_keys": [_scope(keyring, role) for role in Role],
        "revocations": dict(revoked),
    }
    return jwt.sign(_claims("conferences", keyring.account.public, nats, issued_at_s), keyring.operator)


def _scope(keyring: Keyring, role: Role) -> dict[str, Any]:
    key = keyring.signing(role).public
    return {"kind": "user_scope", "key": key, "role": role.value, "template": template(role)}


def _claims(name: str, subject: str, nats: dict[str, Any], issued_at_s: int = _FIRST_ISSUE) -> dict[str, Any]:
    return {"name": name, "sub": subject, "iat": issued_at_s, "nats": nats}
