"""The people of a branch: list, person, invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from diemcau.core.errors import NotAllowed, NotFound
from diemcau.people import commands, rules, selectors
from diemcau.people.forms import EndPostForm, InvitationForm, NameForm, PeopleFilterForm, PostForm
from diemcau.people.letters import send_invitation
from diemcau.people.models import User
from diemcau.people.roles import Role
from diemcau.people.rows import post_rows
from diemcau.units import api as units

_PER_PAGE = 50


def get_person(reader: rules.Person, person_id: int) -> User:
    """Return a person whom the reader may see; the answer to all others is the same as if there were none."""
    person = User.objects.filter(pk=person_id).first()
    if person is None or not rules.may_read_person(reader, person):
        raise NotFound(_("There is no such person, or none that you may see."))
    return person


@login_required
def people_list(request: HttpRequest) -> HttpResponse:
    """List the people whom the reader may see."""
    if not rules.may_list_people(request.user):
        raise NotAllowed(_("Your posts do not include reading lists of people."))
    form = PeopleFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    unit = wanted.get("unit")
    people = selectors.list_people(
        request.user,
        text=wanted.get("q", ""),
        unit_id=unit.id if unit else None,
        role=wanted.get("role", ""),
    )
    page = Paginator(people, _PER_PAGE).get_page(request.GET.get("page"))
    tree = units.as_of()
    rows = [(person, post_rows(selectors.current_posts(person), tree=tree)) for person in page]
    context = {"form": form, "page": page, "rows": rows, "may_invite": rules.may_invite(request.user)}
    return render(request, "people/list.html", context)


@login_required
def person_page(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show a person with all posts, and what the reader may do."""
    return show_person(request, get_person(request.user, person_id))


def show_person(request: HttpRequest, person: User, **forms: object) -> HttpResponse:
    """Render the page of a person; `forms` stand in for the empty ones, with their faults."""
    may_manage = rules.may_manage(request.user, person)
    context = {
        "person": person,
        "posts": post_rows(person.posts.all(), request.user),
        "may_manage": may_manage,
        "may_give": rules.may_invite(request.user),
        "is_self": person == request.user,
        "name_form": NameForm(initial={"full_name": person.full_name, "sort_name": person.sort_name}),
        "post_form": PostForm(),
        "end_form": EndPostForm(),
        **forms,
    }
    return render(request, "people/person.html", context)


@login_required
def invite(request: HttpRequest) -> HttpResponse:
    """Make an account with a first post and send the invitation."""
    if not rules.may_invite(request.user):
        raise NotAllowed(_("Only administrators of a branch invite people."))
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        person, link = commands.invite_person(
            by=signed_in(request),
            email=wanted["email"],
            full_name=wanted["full_name"],
            unit_id=wanted["unit"].id,
            role=Role(wanted["role"]),
            title=wanted["title"],
            since=wanted["since"],
            until=wanted["until"],
        )
        send_letter(request, person, link)
        return redirect("person_page", person.pk)
    return render(request, "people/invite.html", {"form": form})


def send_letter(request: HttpRequest, person: User, link: str) -> None:
    """Send an invitation and say on the next page how it went."""
    if send_invitation(person, link):
        messages.success(request, _("The invitation has been sent; its link works for 72 hours, once."))
    else:
        messages.error(request, _("The letter could not be sent. Try “Send a new invitation” later."))


def signed_in(request: HttpRequest) -> User:
    """Return the person who asks.

    Raises:
        NotAllowed: nobody is signed in.
    """
    if not isinstance(request.user, User):
        raise NotAllowed(_("Sign in first."))
    return request.user
