"""What an administrator does on a person's page; each is a form of its own, sent by POST."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diemcau.core.errors import NotFound
from diemcau.people import commands
from diemcau.people.forms import EndPostForm, NameForm, PostForm
from diemcau.people.roles import Role
from diemcau.people.views.people import get_person, send_letter, show_person, signed_in


@login_required
@require_POST
def add_post(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give the person a post."""
    person = get_person(request.user, person_id)
    form = PostForm(request.POST)
    if not form.is_valid():
        return show_person(request, person, post_form=form)
    wanted = form.cleaned_data
    commands.add_post(
        by=signed_in(request),
        user=person,
        unit_id=wanted["unit"].id,
        role=Role(wanted["role"]),
        title=wanted["title"],
        since=wanted["since"],
        until=wanted["until"],
    )
    messages.success(request, _("The post has been added."))
    return redirect("person_page", person.pk)


@login_required
@require_POST
def end_post(request: HttpRequest, person_id: int, post_id: int) -> HttpResponse:
    """End one of the person's posts."""
    person = get_person(request.user, person_id)
    post = person.posts.filter(pk=post_id).first()
    if post is None:
        raise NotFound(_("There is no such post."))
    form = EndPostForm(request.POST)
    if not form.is_valid():
        return show_person(request, person, end_form=form)
    commands.end_post(by=signed_in(request), post=post, last_day=form.cleaned_data["last_day"])
    messages.success(request, _("The end of the post has been noted."))
    return redirect("person_page", person.pk)


@login_required
@require_POST
def rename(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change how the person is called."""
    person = get_person(request.user, person_id)
    form = NameForm(request.POST)
    if not form.is_valid():
        return show_person(request, person, name_form=form)
    commands.rename_person(by=signed_in(request), user=person, **form.cleaned_data)
    messages.success(request, _("The name has been changed."))
    return redirect("person_page", person.pk)


@login_required
@require_POST
def invite_again(request: HttpRequest, person_id: int) -> HttpResponse:
    """Send the person a new link; the earlier one no longer works."""
    person = get_person(request.user, person_id)
    send_letter(request, person, commands.invite_again(by=signed_in(request), user=person))
    return redirect("person_page", person.pk)


@login_required
@require_POST
def disable(request: HttpRequest, person_id: int) -> HttpResponse:
    """Close the account at once."""
    person = get_person(request.user, person_id)
    commands.disable_account(by=signed_in(request), user=person)
    messages.success(request, _("The account is disabled; its sessions have ended."))
    return redirect("person_page", person.pk)


@login_required
@require_POST
def enable(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open the account again."""
    person = get_person(request.user, person_id)
    commands.enable_account(by=signed_in(request), user=person)
    messages.success(request, _("The account is enabled."))
    return redirect("person_page", person.pk)


@login_required
@require_POST
def reset_second_factor(request: HttpRequest, person_id: int) -> HttpResponse:
    """Forget the person's authenticator app."""
    person = get_person(request.user, person_id)
    commands.reset_second_factor(by=signed_in(request), user=person)
    messages.success(request, _("The second factor is forgotten; a new one is set up at the next sign-in."))
    return redirect("person_page", person.pk)
