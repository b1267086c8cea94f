"""What the workspace pages of a conference share: who may come, and what every page shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from diemcau.conferences import rules
from diemcau.conferences.errors import NoSuchConference
from diemcau.conferences.models import Conference, Status
from diemcau.conferences.selectors import get_conference
from diemcau.core.errors import Invalid, NotAllowed, Refused
from diemcau.people.api import Person

P = ParamSpec("P")
May = Callable[[Person, Conference], bool]

STATUS_MARKS = {
    Status.DRAFT: "is-lost",
    Status.ANNOUNCED: "is-accent",
    Status.OPEN: "is-air",
    Status.ENDED: "",
}


def of_conference(
    may: May,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Conference, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, str, P], HttpResponse],
]:
    """Give a view the conference named in its address; whoever may not read it is told that there is none."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, Conference, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
        @login_required
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            conference = get_conference(slug)
            if not rules.may_read(request.user, conference):
                raise NoSuchConference
            if not may(request.user, conference):
                raise NotAllowed(
                    _("Your roles do not permit this here. Ask the organiser of the conference.")
                )
            return view(request, conference, *args, **kwargs)

        return wrapped  # type: ignore[return-value]  # wraps names the arguments, P does not

    return decorate


def page(
    request: HttpRequest, template: str, conference: Conference, tab: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page of one conference with its head and tabs."""
    user = request.user
    organises = rules.may_edit(user, conference)
    can = {
        "edit": organises and conference.is_prepared_here,
        "amend": organises and conference.is_under_way,
        "organise": organises,
        "links": rules.may_see_links(user, conference),
        "contacts": rules.may_see_contacts(user, conference),
        "control": rules.may_staff(user, conference),
        "stage": rules.may_stage(user, conference),
    }
    facts = {
        "conference": conference,
        "tab": tab,
        "can": can,
        "mark": STATUS_MARKS[Status(conference.status)],
    }
    return render(request, f"conferences/{template}.html", facts | context, status=status)


def page_of(pages: Paginator[Any], request: HttpRequest) -> dict[str, Any]:
    """Return the page that is asked for, and the numbers to go to."""
    here = pages.get_page(request.GET.get("page"))
    return {"here": here, "numbers": list(pages.get_elided_page_range(here.number))}


def attempt(request: HttpRequest, deed: Callable[[], object], done: str) -> bool:
    """Do it and say so; say why when the state or the input does not permit it."""
    try:
        deed()
    except (Refused, Invalid) as error:
        messages.error(request, error.message)
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, done)
    return True
