"""What stands for a venue access outside the database: the signed link token and the short code.

Both are derived from the access by the installation's secret, so the database alone opens nothing.
"""

import hashlib
import hmac
import re
from functools import cache

from django.conf import settings
from django.core.signing import BadSignature, Signer

CODE_DIGITS = 8
_KEY = re.compile(r"[0-9a-z]{12}\Z")


@cache
def _secret() -> str:
    value: str = settings.INSTALLATION_SECRET("venue_access")
    return value


def _signer() -> Signer:
    return Signer(key=_secret(), sep=".", salt="diemcau.venue-link")


def _mac(purpose: str, text: str) -> bytes:
    return hmac.new(_secret().encode(), f"{purpose}:{text}".encode(), hashlib.sha256).digest()


def token_of(access_key: str) -> str:
    """Return the token of a link: the access's key and its signature (HMAC-SHA256)."""
    return _signer().sign(access_key)


def key_in(token: str) -> str | None:
    """Return the access key that a token carries, or None if it is forged or cut off."""
    try:
        key = _signer().unsign(token.strip())
    except BadSignature:
        return None
    return key if _KEY.match(key) else None


def code_of(access_key: str, code_round: int) -> str:
    """Return the eight digits of an access; another round gives others, should two be equal."""
    number = int.from_bytes(_mac("code", f"{code_round}:{access_key}")[:8])
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def grouped(code: str) -> str:
    """Write a code as it is read over the phone: `1234 5678`."""
    return f"{code[:4]} {code[4:]}"


def digits_in(text: str) -> str:
    """Return the digits of what somebody typed; spaces, dots and dashes do not count."""
    return "".join(char for char in text if char.isdecimal() and char.isascii())


def hash_of(code: str) -> str:
    """Return the keyed hash by which a code is looked up (HMAC-SHA256, hexadecimal)."""
    return _mac("code-hash", code).hex()


def address_hash(address: str) -> str:
    """Return the keyed hash by which an address is counted, so that no address is kept."""
    return _mac("address", address).hex()
