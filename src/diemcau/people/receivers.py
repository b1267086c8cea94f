"""What people do when something happens elsewhere: audit entries and the ends of sessions."""

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from diemcau.people.administrators import give_waiting_posts
from diemcau.people.audit import actor_of, record
from diemcau.people.models import User
from diemcau.people.sessions import end_sessions
from diemcau.units.api import unit_changed


@receiver(user_logged_in)
def _record_sign_in(user: User, **_kwargs: object) -> None:
    record(actor=actor_of(user), action="people.account.signed_in", target=user)


@receiver(password_changed)
@receiver(password_reset)
def _record_password(user: User, **_kwargs: object) -> None:
    record(actor=actor_of(user), action="people.password.changed", target=user)


@receiver(authenticator_added)
def _record_second_factor(request: HttpRequest, user: User, authenticator: object, **_kwargs: object) -> None:
    """A session opened by the password alone must not live on beside the second factor."""
    end_sessions(user, keep=request)
    record(actor=actor_of(user), action="people.second_factor.added", target=user, kind=_kind(authenticator))


@receiver(authenticator_removed)
def _record_removal(user: User, authenticator: object, **_kwargs: object) -> None:
    record(
        actor=actor_of(user), action="people.second_factor.removed", target=user, kind=_kind(authenticator)
    )


@receiver(authenticator_reset)
def _record_new_codes(user: User, authenticator: object, **_kwargs: object) -> None:
    record(
        actor=actor_of(user), action="people.second_factor.renewed", target=user, kind=_kind(authenticator)
    )


def _kind(authenticator: object) -> str:
    return str(getattr(authenticator, "type", ""))


@receiver(unit_changed)
def _give_waiting_posts(**_kwargs: object) -> None:
    give_waiting_posts()
