"""One-time links to set a password: made once, good for a time, known to their holder alone."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from diemcau.core import clock
from diemcau.people.models import AccountLink, User

INVITATION_LIFE = timedelta(hours=72)
COMMAND_LINE_LIFE = timedelta(hours=1)


def make_link(user: User, life: timedelta) -> str:
    """Return the whole address of a new link; the account's earlier links no longer work."""
    AccountLink.objects.filter(user=user, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    now = clock.now()
    AccountLink.objects.create(user=user, digest=_digest(token), made_at=now, expires_at=now + life)
    return settings.PUBLIC_URL + reverse("account_link", args=[token])


def find_link(token: str, *, lock: bool = False) -> AccountLink | None:
    """Return the link of a token if it can still be used."""
    links = AccountLink.objects.select_related("user")
    if lock:
        links = links.select_for_update(of=("self",))
    return links.filter(
        digest=_digest(token), used_at=None, expires_at__gt=clock.now(), user__is_active=True
    ).first()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
