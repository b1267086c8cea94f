"""The feed pass: the cookie with which a hall opens the programme feed of one conference.

The front door checks it by itself, so that the thousands of requests for segments never reach Python.
Source: nginx's ngx_http_secure_link_module, whose digest is MD5 in base64url without padding.
"""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from hashlib import md5
from hmac import compare_digest

from django.conf import settings

COOKIE = "dc_feed"


def make(slug: str, expires_at: datetime) -> str:
    """Return the cookie's value `<md5>.<expiry>` for the conference `slug`, good until `expires_at` (UTC, whole seconds)."""
    expiry = int(expires_at.timestamp())
    digest = md5(f"{expiry} {slug} {settings.FEED_PASS_SECRET}".encode(), usedforsecurity=False).digest()
    return f"{urlsafe_b64encode(digest).rstrip(b'=').decode()}.{expiry}"


def holds(slug: str, value: str, moment: datetime) -> bool:
    """Say whether a cookie's value opens the conference `slug` at `moment`, as the front door would."""
    digest, _dot, expiry = value.partition(".")
    if not (digest and expiry.isdecimal() and len(expiry) < 12) or int(expiry) < moment.timestamp():
        return False
    return compare_digest(value, make(slug, datetime.fromtimestamp(int(expiry), UTC)))


def path(slug: str) -> str:
    """Return the cookie's path: a browser sends the pass of a conference to that conference only."""
    return f"/feed/{slug}/"
