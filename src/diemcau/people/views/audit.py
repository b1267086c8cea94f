"""The audit trail."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from diemcau.core.errors import NotAllowed
from diemcau.people.forms import AuditFilterForm
from diemcau.people.rules import may_read_audit
from diemcau.people.selectors import AuditFilter, list_audit

_PER_PAGE = 100


@login_required
def audit_trail(request: HttpRequest) -> HttpResponse:
    """List what was done in the branches that the reader administers."""
    if not may_read_audit(request.user):
        raise NotAllowed(_("Only administrators read the audit trail."))
    form = AuditFilterForm(request.GET)
    wanted = AuditFilter(**form.cleaned_data) if form.is_valid() else AuditFilter()
    page = Paginator(list_audit(request.user, wanted), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/audit.html", {"form": form, "page": page})
