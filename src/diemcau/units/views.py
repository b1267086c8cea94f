"""Pages that change units: one form each, one command each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from diemcau.core.errors import DiemCauError, NotAllowed
from diemcau.units import commands
from diemcau.units.access import for_administrators
from diemcau.units.forms import ChangeForm, CloseForm, FoundForm, MergeForm, MoveForm, RenameForm, SplitForm
from diemcau.units.history import get_unit
from diemcau.units.tree import UnitNode, as_of

# Carries the change out and returns the id of the unit to show next.
Deed = Callable[[dict[str, Any], dict[str, Any]], int]
_FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM_METHODS)
@for_administrators
def found_unit(request: HttpRequest) -> HttpResponse:
    """Found a unit."""
    parent = as_of().by_code(request.GET.get("under", ""))

    def deed(data: dict[str, Any], common: dict[str, Any]) -> int:
        return commands.found(
            **common,
            name=data["name"],
            code=data["code"],
            level=data["level"],
            parent_id=data["parent_id"],
            predecessors=data["predecessor_ids"],
        ).id

    form = FoundForm(request.POST or None, initial={"parent": parent.code if parent else ""})
    return _change(request, form, deed, title=gettext_lazy("Found a unit"), unit=parent)


@require_http_methods(_FORM_METHODS)
@for_administrators
def rename_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Give a unit another name or code."""
    unit = get_unit(unit_id)

    def deed(data: dict[str, Any], common: dict[str, Any]) -> int:
        return commands.rename(**common, unit_id=unit_id, name=data["name"], code=data["code"]).id

    form = RenameForm(request.POST or None, initial={"name": unit.name, "code": unit.code})
    return _change(request, form, deed, title=gettext_lazy("Rename the unit"), unit=unit)


@require_http_methods(_FORM_METHODS)
@for_administrators
def move_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Place a unit under another one."""

    def deed(data: dict[str, Any], common: dict[str, Any]) -> int:
        return commands.move(**common, unit_id=unit_id, parent_id=data["parent_id"]).id

    form = MoveForm(request.POST or None)
    return _change(request, form, deed, title=gettext_lazy("Move the unit"), unit=get_unit(unit_id))


@require_http_methods(_FORM_METHODS)
@for_administrators
def merge_units(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Merge a unit with others."""

    def deed(data: dict[str, Any], common: dict[str, Any]) -> int:
        new = data["into"] == "new"
        into = commands.NewUnit(name=data["name"], code=data["code"]) if new else unit_id
        return commands.merge(**common, unit_ids=[unit_id, *data["other_ids"]], into=into).id

    form = MergeForm(request.POST or None)
    return _change(request, form, deed, title=gettext_lazy("Merge the unit"), unit=get_unit(unit_id))


@require_http_methods(_FORM_METHODS)
@for_administrators
def split_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Split a unit."""

    def deed(data: dict[str, Any], common: dict[str, Any]) -> int:
        commands.split(**common, unit_id=unit_id, parts=data["new_units"], keep=data["keep"])
        return unit_id

    form = SplitForm(request.POST or None)
    return _change(request, form, deed, title=gettext_lazy("Split the unit"), unit=get_unit(unit_id))


@require_http_methods(_FORM_METHODS)
@for_administrators
def close_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Close a unit."""

    def deed(data: dict[str, Any], common: dict[str, Any]) -> int:
        commands.close(**common, unit_id=unit_id, successors=data["successor_ids"])
        return unit_id

    form = CloseForm(request.POST or None)
    return _change(request, form, deed, title=gettext_lazy("Close the unit"), unit=get_unit(unit_id))


def _change(
    request: HttpRequest, form: ChangeForm, deed: Deed, *, title: Any, unit: UnitNode | None
) -> HttpResponse:
    """Show the form, or carry out the change and lead to the unit; a refusal stands above the form."""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        common = {"actor": _actor(request), "on": data["on"], "basis": data["basis"]}
        try:
            shown = deed(data, common)
        except NotAllowed:
            raise
        except DiemCauError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The change was written."))
            return redirect("unit_page", shown)
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, "unit": unit, "path": _path(unit)}
    return render(request, "units/change.html", context, status=status)


def _path(unit: UnitNode | None) -> list[UnitNode]:
    return as_of().path(unit.id) if unit else []


def _actor(request: HttpRequest) -> str:
    return request.user.get_username()
