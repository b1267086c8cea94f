"""How a person is recognised: by allauth, without sign-up, demonstration accounts on this machine only."""

import base64
import hashlib
import ipaddress
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diemcau.people.models import User
from diemcau.people.rules import administers_root


def visitor_address(request: HttpRequest) -> str:
    """Return the visitor's IP address, or an empty string where none can be read.

    The web process listens on loopback only, so whoever speaks to it is the front door or this machine
    itself. The front door overwrites `X-Forwarded-For` with its visitor's address, whatever the visitor sent; other
    headers of that kind are not read, since it lets them through.
    """
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    if not _is_loopback(peer):
        return peer
    if "HTTP_X_FORWARDED_FOR" in request.META:
        return _address(request.META["HTTP_X_FORWARDED_FOR"].rpartition(",")[2])
    return peer


def is_on_this_machine(request: HttpRequest | None) -> bool:
    """Say whether the visitor sits at the machine itself; a request without an address does not count."""
    return request is not None and _is_loopback(visitor_address(request))


def _address(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def _is_loopback(address: str) -> bool:
    return bool(address) and ipaddress.ip_address(address).is_loopback


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in by e-mail address and password; derives at every request who is a superuser."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Return the account, unless it is one of the demonstration and the visitor is elsewhere."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and user.is_demonstration and not is_on_this_machine(request):
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        """Return a session's account, a superuser if it has the post of administrator in the root unit."""
        user: User | None = super().get_user(user_id)
        if user is not None:
            user.is_superuser = user.is_staff = administers_root(user)
        return user


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What differs from allauth's defaults: nobody signs up, and addresses come from the front door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "demonstration_elsewhere": _(
            "Demonstration accounts work only on the machine that the product runs on. "
            "Sign in with your own account."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in need not type the password again to set up the second factor."""
        signed_in_at = [
            record["at"] for record in get_authentication_records(context.request, context.request.user)
        ]
        if signed_in_at and time.time() - signed_in_at[-1] < REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_client_ip(self, request: HttpRequest) -> str:
        return visitor_address(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of a letter; its host comes from the settings, never from a request's header."""
        return str(settings.PUBLIC_URL + reverse("account_reset_password_from_key", args=key.split("-", 1)))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """Count attempts by account alone: allauth adds the host, which a visitor may vary."""
        return str(credentials.get("email", "")).strip().lower()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tell people who try a demonstration account from elsewhere why it is refused."""
        email = str(credentials.get("email", "")).strip().lower()
        if (
            not is_on_this_machine(request)
            and User.objects.filter(email=email, is_demonstration=True).exists()
        ):
            raise self.validation_error("demonstration_elsewhere")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps encrypted: a copy of the database alone opens no account."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    digest = hashlib.sha256(settings.INSTALLATION_SECRET("second_factor").encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
