"""What people do when something happens elsewhere: audit entries and the ends of sessions."""

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.db.models import Model
from django.dispatch import receiver
from django.http import HttpRequest

from diemcau.people.administrators import give_waiting_posts
from diemcau.people.audit import Actor, actor_of, record
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
def _record_unit_change(
    actor: str, action: str, unit: Model | None, details: dict[str, object], **_kwargs: object
) -> None:
    """Units know their actor by a label: the e-mail address of a person, or any other word for the system."""
    person = User.objects.filter(email=actor.strip().lower()).first()
    record(
        actor=actor_of(person) if person else Actor("system", "", actor),
        action=f"units.unit.{action}",
        target=unit,
        unit_id=unit.pk if unit else None,
        change=details,
    )
    give_waiting_posts()
