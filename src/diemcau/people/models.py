"""Accounts, the posts that their roles hang on, one-time links, and the audit trail."""

from collections.abc import Iterator
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from diemcau.core.text import clean, fold
from diemcau.people.names import order_key, sort_name
from diemcau.people.roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes accounts by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password nobody can sign in to it yet."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of Wagtail's pictures
    """A person who signs in with an e-mail address.

    What a person may do hangs on posts alone. `is_superuser` and `is_staff` mean nothing in the database:
    `people.auth.Backend` derives them at every request from the post of administrator in the root unit.
    """

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    sort_name = models.CharField(
        _("name for sorting"),
        max_length=150,
        blank=True,
        help_text=_("Given name first; filled in when left empty."),
    )
    sort_key = models.CharField(max_length=1300, blank=True, editable=False)
    search_text = models.CharField(max_length=420, blank=True, editable=False)
    is_demonstration = models.BooleanField(_("demonstration account"), default=False)
    awaits_root = models.BooleanField(default=False, editable=False)
    sessions_mark = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        ordering = ["sort_key", "email"]

    def __str__(self) -> str:
        return self.full_name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the address in lower case and keep the columns for sorting and search in step."""
        self.email = self.email.strip().lower()
        self.full_name = clean(self.full_name)
        self.sort_name = clean(self.sort_name) or sort_name(self.full_name)
        self.sort_key = order_key(self.sort_name)
        self.search_text = fold(f"{self.full_name} {self.email}")
        super().save(*args, **kwargs)

    def get_session_auth_hash(self) -> str:
        """Return what binds a session to the account: its password, and a mark whose change ends them all."""
        return salted_hmac(
            "diemcau.people.sessions", f"{self.sessions_mark}:{self.password}", algorithm="sha256"
        ).hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return nothing: sessions made under an earlier secret key end."""
        return iter(())

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Post(models.Model):
    """What a person holds in a unit, from a day to a day (both included); its role holds for the branch."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    title = models.CharField(_("post"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["-since", "id"]
        indexes = [models.Index(fields=["user", "since"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="post_until_not_before_since",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="post_role_known"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_role_display())


class AccountLink(models.Model):
    """A link that lets its holder set an account's password, once and for a time; only a digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id} until {self.expires_at:%Y-%m-%d %H:%M}Z"


class AppendOnlyError(Exception):
    """The audit trail can neither be changed nor deleted."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Reads and appends; refuses the rest."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise AppendOnlyError("The audit trail is append-only.")

    update = delete = bulk_update = update_or_create = _refuse
    _raw_delete = _update = _refuse


class AuditEntry(models.Model):
    """One thing that somebody did; see docs/adr/0003-accounts.md for what is kept and how long."""

    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80, db_index=True)
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.CharField(max_length=60, blank=True)
    target_label = models.CharField(max_length=200, blank=True)
    unit_id = models.BigIntegerField(null=True)
    conference = models.CharField(max_length=50, blank=True)
    details = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["actor_kind", "actor_id", "at"]),
            models.Index(fields=["target_type", "target_id"]),
            models.Index(fields=["conference", "at"]),
            models.Index(fields=["unit_id", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}Z {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append; an entry that stands is not changed."""
        if not self._state.adding:
            raise AppendOnlyError("The audit trail is append-only.")
        super().save(*args, **(kwargs | {"force_insert": True}))

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError("The audit trail is append-only.")
