"""What stands between signing in and doing anything: the second factor, and the place of demonstrations."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from diemcau.people.auth import is_on_this_machine
from diemcau.people.models import User
from diemcau.people.rules import is_central_staff

# Never for an account: the session is not even looked at, so that the front door can cache these answers.
_PUBLIC = ("/feed/", "/healthz", "/metrics", "/static/", "/assets/", "/files/")


def require_second_factor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Lead central staff without an authenticator app to set one up, and let them do nothing else before."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return _stop(request) or get_response(request)

    return middleware


def _stop(request: HttpRequest) -> HttpResponse | None:
    if request.path.startswith(_PUBLIC) or not isinstance(request.user, User):
        return None
    if request.user.is_demonstration:
        return None if is_on_this_machine(request) else _end_demonstration(request)
    if _may_pass_without(request) or not is_central_staff(request.user) or _has_second_factor(request.user):
        return None
    if _wants_json(request):
        message = _("Your account needs a second factor. Set it up in the workspace first.")
        return JsonResponse({"error": "second_factor_required", "message": message}, status=403)
    return redirect("mfa_activate_totp")


def _may_pass_without(request: HttpRequest) -> bool:
    here = [
        reverse(name) for name in ("mfa_index", "account_logout", "account_reauthenticate", "set_language")
    ]
    return request.path.startswith(here[0]) or request.path in here[1:]


def _has_second_factor(user: User) -> bool:
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))


def _end_demonstration(request: HttpRequest) -> HttpResponse:
    logout(request)
    message = _("Demonstration accounts work only on the machine that the product runs on.")
    if _wants_json(request):
        return JsonResponse({"error": "demonstration_elsewhere", "message": message}, status=403)
    return HttpResponseRedirect(reverse("account_login"))


def _wants_json(request: HttpRequest) -> bool:
    json = "application/json"
    return request.path.startswith("/api/") or json in (
        request.headers.get("Accept", ""),
        request.content_type,
    )
