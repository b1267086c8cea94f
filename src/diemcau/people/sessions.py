"""The end of sessions: each is bound to a mark of its account, and another mark ends them all."""

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from diemcau.people.models import User


def end_sessions(user: User, keep: HttpRequest | None = None) -> None:
    """End every session of an account, but the one of the request `keep`."""
    User.objects.filter(pk=user.pk).update(sessions_mark=F("sessions_mark") + 1)
    user.refresh_from_db(fields=["sessions_mark"])
    if keep is not None:
        update_session_auth_hash(keep, user)
