"""Django's own admin pages: open to administrators of the root unit, without a log-in of their own."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from diemcau.people.rules import administers_root

_CHANGED_ELSEWHERE = {"account", "mfa", "people"}


class Site(AdminSite):
    """Asks for the post, not for a flag, and leaves out what the workspace changes with an audit entry."""

    def has_permission(self, request: HttpRequest) -> bool:
        return administers_root(request.user)

    def register(self, model_or_iterable: Any, *args: Any, **kwargs: Any) -> None:
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        if any(model._meta.app_label in _CHANGED_ELSEWHERE for model in models):  # noqa: SLF001
            return
        super().register(model_or_iterable, *args, **kwargs)
