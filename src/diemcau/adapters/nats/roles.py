"""What each role may hear and say: the templates of the scoped signing keys.

A user token carries a name and a tag only; the server fills them into the template of the key that signed it.
Nobody but our own processes is ever given `$JS.API` or `_INBOX`: both let a client read what is not its own.
Source: https://docs.nats.io/running-a-nats-service/configuration/securing_nats/jwt/scoped_signing_keys
"""

from enum import Enum
from typing import Any

from diemcau.adapters.nats import subjects

_CONF = "{{tag(conf)}}"
_NAME = "{{name()}}"
PULSE_BYTES = 1024  # a pulse is about 150 bytes
BROWSER_SUBS = 8  # four subjects, and room to change them without a race


class Role(Enum):
    """Who a token is for."""

    PUBLIC = "public"
    VENUE = "venue"
    STAFF = "staff"
    PROCESS = "process"


def template(role: Role) -> dict[str, Any]:
    """Return the scope of a role's signing key as it stands in the account's claims."""
    return _TEMPLATES[role]


def _browser(hears: list[str], says: list[str]) -> dict[str, Any]:
    return {
        "sub": {"allow": hears},
        "pub": {"allow": says} if says else {"deny": [">"]},
        "subs": BROWSER_SUBS,
        "data": -1,
        "payload": PULSE_BYTES,
        "bearer_token": True,
        "allowed_connection_types": ["WEBSOCKET"],
    }


_ALL = [subjects.events(_CONF), subjects.head(_CONF)]
_PROCESS = ["conf.>", "nudge.>", "media.>"]
_TEMPLATES: dict[Role, dict[str, Any]] = {
    Role.PUBLIC: _browser(_ALL, []),
    Role.VENUE: _browser([*_ALL, subjects.venue(_CONF, _NAME)], [subjects.pulse(_CONF, _NAME)]),
    Role.STAFF: _browser([*_ALL, subjects.staff(_CONF), subjects.board(_CONF)], []),
    Role.PROCESS: {
        "sub": {"allow": _PROCESS},
        "pub": {"allow": _PROCESS},
        "subs": -1,
        "data": -1,
        "payload": -1,
        "allowed_connection_types": ["STANDARD"],
    },
}
