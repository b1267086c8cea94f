"""Signed tokens: one for every request to Janus' core, one for entering a room; neither can serve as the other.

Source: Janus' documentation "Stored/signed tokens" (`expiry,realm,descriptor…:base64(HMAC-SHA1)`).
"""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass

LIFE_S = 3600
VIDEOROOM = "janus.plugin.videoroom"


def sign(secret: str, realm: str, descriptors: list[str], *, expires_at_s: int) -> str:
    """Return a token for a realm; `expires_at_s` in Unix time."""
    claim = ",".join([str(expires_at_s), realm, *descriptors])
    signature = hmac.new(secret.encode(), claim.encode(), hashlib.sha1).digest()
    return f"{claim}:{base64.b64encode(signature).decode()}"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Mints tokens with the secret that Janus knows."""

    secret: str

    def core(self) -> str:
        """Return a token for a request to the core."""
        return sign(self.secret, "janus", [VIDEOROOM], expires_at_s=int(time.time()) + LIFE_S)

    def room(self, room: str) -> str:
        """Return a token for entering one room."""
        return sign(self.secret, VIDEOROOM, [f"room={room}"], expires_at_s=int(time.time()) + LIFE_S)
