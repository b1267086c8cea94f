"""How a portal writes the moment of a piece of news."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def dateline(at: datetime) -> str:
    """Write a moment as `Thứ Năm, 28/04/2022 16:10`, in English as `Thursday, 28 April 2022, 16:10`."""
    local = timezone.localtime(at)
    if (get_language() or "").startswith("vi"):
        return f"{_WEEKDAYS[local.weekday()]}, {local:%d/%m/%Y %H:%M}"
    return date_format(local, "l, j F Y, H:i")


def short_date(at: datetime) -> str:
    """Write a moment as `28/04/2022 16:10`, in English as `28 April 2022, 16:10`."""
    local = timezone.localtime(at)
    if (get_language() or "").startswith("vi"):
        return f"{local:%d/%m/%Y %H:%M}"
    return date_format(local, "j F Y, H:i")
