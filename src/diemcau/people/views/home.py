"""The first page of the workspace, and a person's own account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diemcau.people.models import User
from diemcau.people.navigation import list_entries
from diemcau.people.rows import post_rows
from diemcau.people.rules import posts_of
from diemcau.people.sessions import end_sessions


@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    """List what the person may open."""
    context = {"entries": list_entries(request, menu=False), "posts": post_rows(posts_of(request.user))}
    return render(request, "people/workspace.html", context)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the person's own account: posts, password, second factor, sessions."""
    return render(request, "people/account.html", {"posts": post_rows(posts_of(request.user))})


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End every session of the person's account but this one."""
    user = request.user
    if isinstance(user, User):
        end_sessions(user, keep=request)
        messages.success(request, _("All other sessions have ended."))
    return redirect("own_account")
