"""The two guards of the units' pages."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from diemcau.core.errors import NotAllowed
from diemcau.units.rules import may_change_units, may_read_units

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Lead strangers to the log-in, and refuse those who may not read units."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_read_units(request.user):
            raise NotAllowed(_("You may not see the units."))
        return view(request, *args, **kwargs)

    return guarded


def for_administrators(view: View) -> View:
    """Lead strangers to the log-in, and refuse those who may not change units."""

    @for_readers
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_change_units(request.user):
            raise NotAllowed(
                _("Only administrators change units. Ask an administrator of the whole organisation.")
            )
        return view(request, *args, **kwargs)

    return guarded
