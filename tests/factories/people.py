"""People for tests: accounts with posts, and browsers that are signed in."""

import itertools
from datetime import date

import pyotp
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from diemcau.people.models import Post, User
from diemcau.people.roles import Role

PASSWORD = "mot-mat-khau-du-dai"
LONG_AGO = date(2020, 1, 1)
_numbers = itertools.count(1)
_hash = ""


def make_user(*, email: str = "", full_name: str = "", **fields: object) -> User:
    """Make an account whose password is `PASSWORD`; hashing it once keeps tests quick."""
    global _hash  # noqa: PLW0603
    _hash = _hash or make_password(PASSWORD)
    number = next(_numbers)
    fields.setdefault("password", _hash)
    return User.objects.create(
        email=email or f"person{number}@example.org", full_name=full_name or f"Nguyễn Văn {number}", **fields
    )


def make_post(
    user: User,
    unit_id: int,
    role: Role,
    *,
    since: date = LONG_AGO,
    until: date | None = None,
    title: str = "",
) -> Post:
    """Give an account a post."""
    return Post.objects.create(
        user=user, unit_id=unit_id, role=role, since=since, until=until, title=title or str(role.label)
    )


def make_holder(unit_id: int, role: Role = Role.VIEWER, **fields: object) -> User:
    """Make an account with one post that holds now."""
    user = make_user(**fields)
    make_post(user, unit_id, role)
    return user


def add_second_factor(user: User) -> str:
    """Give an account an authenticator app; return its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def make_code(secret: str) -> str:
    """Return what the authenticator app shows now."""
    return pyotp.TOTP(secret).now()


def sign_in(user: User, *, second_factor: bool = True) -> Client:
    """Return a browser in which the person is signed in, with an authenticator app unless told otherwise."""
    if second_factor and not user.is_demonstration:
        add_second_factor(user)
    client = Client()
    client.force_login(user)
    return client


def today() -> date:
    """Return the day in the installation's zone."""
    return timezone.localdate()
