"""Setting a password by a one-time link.

The token stands in the address of the first request only (the front door keeps it out of its log); it then lives in
the session, so that no later address and no `Referer` carries it.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from diemcau.core.errors import Invalid
from diemcau.people.commands import set_password_by_link
from diemcau.people.forms import PasswordForm
from diemcau.people.links import find_link

_TOKEN = "account_link"  # noqa: S105


@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address."""
    request.session[_TOKEN] = token
    return redirect("account_link_password")


@never_cache
def set_password(request: HttpRequest) -> HttpResponse:
    """Ask for a password and set it; the link is used up only then."""
    token = str(request.session.get(_TOKEN, ""))
    link = find_link(token)
    if link is None:
        return render(request, "people/link_dead.html", status=410)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_password_by_link(token=token, password=form.cleaned_data["password"])
        except Invalid as error:
            form.add_error("password", error.message)
        else:
            request.session.flush()
            messages.success(request, _("Your password is set. Sign in with it now."))
            return redirect("account_login")
    return render(request, "people/link_password.html", {"form": form, "person": link.user})
