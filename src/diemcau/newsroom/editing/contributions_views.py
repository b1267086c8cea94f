"""The workspace's page of contributions, and its workbook. It works without JavaScript."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from diemcau.core.errors import NotAllowed
from diemcau.newsroom.editing.contributions import Register, make_register, read_month, this_month
from diemcau.newsroom.editing.contributions_xlsx import to_xlsx
from diemcau.newsroom.editing.rules import may_edit
from diemcau.newsroom.editing.taking import portals_edited_by
from diemcau.newsroom.models import Portal
from diemcau.people.api import User

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@login_required
def contributions(request: HttpRequest) -> HttpResponse:
    """Show who has published what in a month."""
    portals, register = _asked(request)
    facts = {
        "portals": portals,
        "register": register,
        "month": f"{register.month:%Y-%m}",
        "before": f"{_months_on(register.month, -1):%Y-%m}",
        "after": f"{_months_on(register.month, 1):%Y-%m}",
    }
    return render(request, "newsroom/editing/contributions.html", facts)


@require_GET
@login_required
def contributions_workbook(request: HttpRequest) -> HttpResponse:
    """Hand out the same as a workbook."""
    _portals, register = _asked(request)
    name = f"nhuan-but-{register.portal.slug}-{register.month:%Y-%m}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(to_xlsx(register), content_type=_WORKBOOK, headers=headers)


def _asked(request: HttpRequest) -> tuple[list[Portal], Register]:
    """Return the portals to choose from, and the register of the one that was asked for."""
    user = request.user
    portals = list(portals_edited_by(user)) if isinstance(user, User) else []
    chosen = request.GET.get("portal", "")
    portal = (
        next((one for one in portals if str(one.pk) == chosen), None)
        if chosen
        else (portals[0] if portals else None)
    )
    if portal is None or not may_edit(user, portal):
        raise NotAllowed(
            _("Only editors of a portal see its contributions. Ask the editors of your unit's portal.")
        )
    month = request.GET.get("month", "")
    return portals, make_register(portal, read_month(month) if month else this_month())


def _months_on(month: date, by: int) -> date:
    count = month.year * 12 + month.month - 1 + by
    return date(max(count // 12, 1), count % 12 + 1, 1)
