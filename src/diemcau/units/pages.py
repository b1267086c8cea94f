"""Pages that show units: search, the tree level by level, one unit with its history."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from diemcau.units.access import for_readers
from diemcau.units.history import get_unit, history
from diemcau.units.models import Level
from diemcau.units.rules import may_change_units
from diemcau.units.search import search
from diemcau.units.tree import UnitNode, UnitTree, as_of

_PER_PAGE = 100
_FOUND_AT_MOST = 50


class DayForm(forms.Form):
    """The search of the units' pages."""

    q = forms.CharField(required=False, max_length=200, label=_("Name or code"))
    level = forms.ChoiceField(required=False, choices=Level.choices)
    on = forms.DateField(
        required=False,
        label=_("As of"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def _asked(request: HttpRequest) -> tuple[DayForm, dict[str, Any]]:
    """Return the form and what was asked; what cannot be understood is left out, and the form says so."""
    form = DayForm(request.GET)
    form.is_valid()
    return form, form.cleaned_data


def _row(tree: UnitTree, node: UnitNode) -> dict[str, Any]:
    return {"unit": node, "path": tree.path(node.id)[:-1], "below": len(tree.children(node.id))}


@require_safe
@for_readers
def list_units(request: HttpRequest) -> HttpResponse:
    """Show the units that match a search, those of a level, or the uppermost ones."""
    form, asked = _asked(request)
    day: date | None = asked.get("on")
    tree = as_of(day)
    query, level = asked.get("q") or "", asked.get("level") or ""
    if query:
        nodes = search(query, day, _FOUND_AT_MOST)
    elif level:
        nodes = tree.of_level(level)
    else:
        nodes = tree.children(tree.root.id) if tree.root else tree.roots
    page = Paginator(nodes, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "tree": tree,
        "day": day,
        "query": query,
        "level": level,
        "level_label": Level(level).label if level else "",
        "counts": _counts(tree),
        "page": page,
        "rows": [_row(tree, node) for node in page],
        "may_change": may_change_units(request.user),
    }
    return render(request, "units/list.html", context)


def _counts(tree: UnitTree, unit_id: int | None = None) -> list[tuple[str, str, int]]:
    """Return (level, its label, number of units) of the whole tree, or of what is below a unit."""
    if unit_id is None:
        counts = tree.count_by_level()
    else:
        counts = {}
        for below in tree.branch_ids(unit_id)[1:]:
            level = tree.get(below).level
            counts[level] = counts.get(level, 0) + 1
    return [(level, str(Level(level).label), counts[level]) for level in Level.values if level in counts]


@require_safe
@for_readers
def show_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show a unit as it is on a day, and everything that is known of its history."""
    form, asked = _asked(request)
    day: date | None = asked.get("on")
    tree = as_of(day)
    there = unit_id in tree
    context = {
        "form": form,
        "tree": tree,
        "day": day,
        "unit": tree.get(unit_id) if there else get_unit(unit_id),
        "there": there,
        "path": tree.path(unit_id)[:-1],
        "counts": _counts(tree, unit_id),
        "rows": [_row(tree, node) for node in tree.children(unit_id)],
        "history": history(unit_id),
        "may_change": may_change_units(request.user),
    }
    return render(request, "units/unit.html", context)
