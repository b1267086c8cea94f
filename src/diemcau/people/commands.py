"""Every change of accounts and posts: permission, state, deed, audit entry, in one transaction.

`by` is the person who asks, or `SYSTEM` for the machine's own administrator at the command line.
"""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from diemcau.core import clock
from diemcau.core.errors import Invalid, NotAllowed, Refused
from diemcau.people.audit import SYSTEM, Actor, actor_of, record
from diemcau.people.links import INVITATION_LIFE, find_link, make_link
from diemcau.people.models import AccountLink, Post, User
from diemcau.people.roles import Role
from diemcau.people.rules import may_give, may_manage
from diemcau.people.sessions import end_sessions, tell_withdrawn

By = User | Actor


def _actor(by: By) -> Actor:
    return actor_of(by) if isinstance(by, User) else by


def _require_account(by: By, user: User) -> None:
    if by != SYSTEM and not (isinstance(by, User) and may_manage(by, user)):
        raise NotAllowed(
            _(
                "You do not manage this account. Ask an administrator whose branch has all posts of this person."
            )
        )


def _require_unit(by: By, unit_id: int) -> None:
    if by != SYSTEM and not (isinstance(by, User) and may_give(by, unit_id)):
        raise NotAllowed(_("You may give and end posts only in the branch that you administer."))


def _home(user: User) -> int | None:
    """The unit in whose branch entries about an account are read: that of its latest post."""
    return user.posts.values_list("unit_id", flat=True).first()


@transaction.atomic
def make_account(*, by: By, email: str, full_name: str) -> User:
    """Make an account without a password and without any post.

    Raises:
        Refused: an account has this address already.
    """
    if User.objects.filter(email=email.strip().lower()).exists():
        raise Refused(_("There is already an account with this e-mail address. Add a post to it instead."))
    user = User.objects.create_user(email, full_name=full_name)
    record(actor=_actor(by), action="people.account.made", target=user)
    return user


@transaction.atomic
def invite_person(
    *,
    by: By,
    email: str,
    full_name: str,
    unit_id: int,
    role: Role,
    since: date,
    title: str = "",
    until: date | None = None,
) -> tuple[User, str]:
    """Make an account with its first post; return it and the link that sets its password (72 hours, once).

    Raises:
        NotAllowed: the unit is not in the branch that the person administers.
        Refused: an account has this address already.
    """
    _require_unit(by, unit_id)
    user = make_account(by=by, email=email, full_name=full_name)
    add_post(by=by, user=user, unit_id=unit_id, role=role, title=title, since=since, until=until)
    return user, _invite(by, user)


@transaction.atomic
def invite_again(*, by: By, user: User) -> str:
    """Return a new link for a person who could not use the first; the first no longer works.

    Raises:
        NotAllowed: the account is not the person's to manage.
        Refused: the account is disabled.
    """
    _require_account(by, user)
    if not user.is_active:
        raise Refused(_("This account is disabled. Enable it first."))
    return _invite(by, user)


def _invite(by: By, user: User) -> str:
    record(actor=_actor(by), action="people.account.invited", target=user, unit_id=_home(user))
    return make_link(user, INVITATION_LIFE)


@transaction.atomic
def add_post(
    *, by: By, user: User, unit_id: int, role: Role, since: date, title: str = "", until: date | None = None
) -> Post:
    """Give a person a post; its role holds for the unit's branch from `since` to `until`, both days included.

    Raises:
        NotAllowed: the unit is not in the branch that the person administers.
        Invalid: the last day lies before the first.
    """
    _require_unit(by, unit_id)
    if until is not None and until < since:
        raise Invalid(_("The last day of a post cannot lie before its first day."))
    post = Post.objects.create(user=user, unit_id=unit_id, role=role, title=title, since=since, until=until)
    _record_post(by, post, "people.post.added")
    return post


@transaction.atomic
def end_post(*, by: By, post: Post, last_day: date) -> None:
    """End a post with `last_day`; a post that would end before its first day is taken back altogether.

    Raises:
        NotAllowed: the post's unit is not in the branch that the person administers.
    """
    _require_unit(by, post.unit_id)
    tell_withdrawn(post.user)
    if last_day < post.since:
        _record_post(by, post, "people.post.taken_back")
        post.delete()
        return
    post.until = last_day
    post.save(update_fields=["until"])
    _record_post(by, post, "people.post.ended")


def _record_post(by: By, post: Post, action: str) -> None:
    record(
        actor=_actor(by),
        action=action,
        target=post.user,
        unit_id=post.unit_id,
        role=post.role,
        since=post.since.isoformat(),
        until=post.until.isoformat() if post.until else None,
    )


@transaction.atomic
def rename_person(*, by: By, user: User, full_name: str, sort_name: str) -> None:
    """Change how a person is called and sorted.

    Raises:
        NotAllowed: the account is not the person's to manage.
    """
    _require_account(by, user)
    user.full_name, user.sort_name = full_name, sort_name
    user.save(update_fields=["full_name", "sort_name", "sort_key", "search_text"])
    record(actor=_actor(by), action="people.account.renamed", target=user, unit_id=_home(user))


@transaction.atomic
def disable_account(*, by: By, user: User) -> None:
    """Close an account at once: its sessions and links end, its posts stay on record.

    Raises:
        NotAllowed: the account is not the person's to manage.
        Refused: it is the person's own.
    """
    _require_account(by, user)
    if by == user:
        raise Refused(_("You cannot disable your own account. Ask another administrator."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    AccountLink.objects.filter(user=user, used_at=None).delete()
    end_sessions(user)
    record(actor=_actor(by), action="people.account.disabled", target=user, unit_id=_home(user))


@transaction.atomic
def enable_account(*, by: By, user: User) -> None:
    """Open a disabled account again.

    Raises:
        NotAllowed: the account is not the person's to manage.
    """
    _require_account(by, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor=_actor(by), action="people.account.enabled", target=user, unit_id=_home(user))


@transaction.atomic
def reset_second_factor(*, by: By, user: User) -> None:
    """Forget a person's authenticator app and recovery codes, and end all sessions.

    Raises:
        NotAllowed: the account is not the person's to manage.
    """
    _require_account(by, user)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record(actor=_actor(by), action="people.second_factor.reset", target=user, unit_id=_home(user))


@transaction.atomic
def set_password_by_link(*, token: str, password: str) -> User:
    """Use up a link: its account gets the password, and every session and other link of it ends.

    Raises:
        Refused: the link was used, is too old, or never was one.
        Invalid: the password is too weak; the message says why.
    """
    link = find_link(token, lock=True)
    if link is None:
        raise Refused(_("This link was used already or is too old. Ask for a new one."))
    try:
        validate_password(password, link.user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages)) from error
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    record(
        actor=actor_of(link.user), action="people.password.set", target=link.user, unit_id=_home(link.user)
    )
    return link.user


def yesterday() -> date:
    """Return the day before today in the installation's zone: a post that ends with it holds no longer."""
    return timezone.localdate() - timedelta(days=1)
