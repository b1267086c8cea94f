"""What stands for a photographer's link outside the database: its signed key. The database alone opens nothing."""

import re
from functools import cache

from django.conf import settings
from django.core.signing import BadSignature, Signer

_KEY = re.compile(r"[0-9a-z]{12}\Z")


@cache
def _signer() -> Signer:
    return Signer(
        key=settings.INSTALLATION_SECRET("photographers"), sep=".", salt="diemcau.photographer-link"
    )


def token_of(key: str) -> str:
    """Return the token of a link: its key and the signature (HMAC-SHA256)."""
    return _signer().sign(key)


def key_in(token: str) -> str | None:
    """Return the key that a token carries, or None if it is forged or cut off."""
    try:
        key = _signer().unsign(token.strip())
    except BadSignature:
        return None
    return key if _KEY.match(key) else None
