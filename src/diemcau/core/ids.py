"""Identifiers that stand on the wire: short, random, safe in a subject, an address and a file name."""

import re
import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case: nothing looks like another
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?")


def new_id(length: int = 12) -> str:
    """Return a random identifier of `length` letters (5 bits each)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
