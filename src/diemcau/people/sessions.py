"""The end of sessions: each is bound to a mark of its account, and another mark ends them all."""

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.http import HttpRequest

from diemcau.people.models import User

# Sent after the commit with `user_id`: what the account may do has become less, or is to be proved anew.
rights_withdrawn = Signal()


def tell_withdrawn(user: User) -> None:
    """Tell, once it is committed, that an account lost rights."""
    user_id = user.pk
    transaction.on_commit(lambda: rights_withdrawn.send_robust(User, user_id=user_id))


def end_sessions(user: User, keep: HttpRequest | None = None) -> None:
    """End every session of an account, but the one of the request `keep`."""
    User.objects.filter(pk=user.pk).update(sessions_mark=F("sessions_mark") + 1)
    user.refresh_from_db(fields=["sessions_mark"])
    tell_withdrawn(user)
    if keep is not None:
        update_session_auth_hash(keep, user)
