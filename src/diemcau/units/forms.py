"""Forms of changes; units are named by code or by full name, so that no script is needed."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from diemcau.core.text import clean, fold
from diemcau.units.commands import NewUnit
from diemcau.units.models import Level, Lineage
from diemcau.units.names import bare
from diemcau.units.search import search
from diemcau.units.tree import UnitNode, UnitTree, as_of

_LINEAGE = [
    (Lineage.UNKNOWN.value, _("not known")),
    (Lineage.NONE.value, _("there are none")),
    (Lineage.KNOWN.value, _("the following ones")),
]


def _lines(**kwargs: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


class ChangeForm(forms.Form):
    """What every change says: from which day, and on what basis."""

    on = forms.DateField(
        label=_("In force from"),
        help_text=_("The first day of the new state."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    basis = forms.CharField(
        required=False,
        max_length=500,
        label=_("Basis"),
        help_text=_("For example the number of the decision."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.order_fields([name for name in self.fields if name not in {"on", "basis"}])

    def unit(self, field: str) -> int | None:
        """Return the id of the unit that a field names, or None after adding an error to the field."""
        found = self._resolve(field, self.cleaned_data.get(field, ""))
        return found.id if found else None

    def units(self, field: str) -> list[int]:
        """Return the ids of the units that a field names, one a line; errors are added to the field."""
        lines = [line for line in self.cleaned_data.get(field, "").splitlines() if line.strip()]
        found = [self._resolve(field, line) for line in lines]
        return [node.id for node in found if node]

    def lineage(self, choice: str, field: str) -> list[int] | None:
        """Return known units, an empty list for none, None for not known."""
        chosen = self.cleaned_data.get(choice)
        if chosen == Lineage.UNKNOWN:
            return None
        if chosen == Lineage.NONE:
            return []
        named = self.units(field)
        if not named and not self.errors.get(field):
            self.add_error(field, gettext("Name the units, one a line."))
        return named

    def _resolve(self, field: str, text: str) -> UnitNode | None:
        day = self.cleaned_data.get("on")
        tree = as_of(day)
        if node := tree.by_code(clean(text)):
            return node
        named = fold(text)
        near = search(text, day, limit=6)
        exact = [node for node in near if named in {node.folded, bare(node.folded)}]
        if len(exact) == 1:
            return exact[0]
        self.add_error(field, _not_one(text, exact or near, tree))
        return None


def _not_one(text: str, near: list[UnitNode], tree: UnitTree) -> str:
    if not near:
        return gettext("“%(text)s” is no unit on that day. Give its code or its full name.") % {"text": text}
    options = "; ".join(
        f"{node.code} – " + ", ".join(step.name for step in reversed(tree.path(node.id))) for node in near
    )
    return gettext("“%(text)s” can be several units. Give the code: %(options)s.") % {
        "text": text,
        "options": options,
    }


class FoundForm(ChangeForm):
    """A new unit."""

    name = forms.CharField(max_length=200, label=_("Name"))
    code = forms.CharField(max_length=40, label=_("Code"))
    level = forms.ChoiceField(choices=Level.choices, label=_("Level"))
    parent = forms.CharField(
        required=False, label=_("Unit above"), help_text=_("Code or full name of the unit above it.")
    )
    origin = forms.ChoiceField(
        choices=_LINEAGE, widget=forms.RadioSelect, label=_("Predecessors"), initial="none"
    )
    predecessors = _lines(label=_("Which predecessors"), help_text=_("One a line: code or full name."))

    def clean(self) -> dict[str, Any]:
        """Resolve the units that are named."""
        data = self.cleaned_data
        data["parent_id"] = self.unit("parent") if data.get("parent") else None
        data["predecessor_ids"] = self.lineage("origin", "predecessors")
        return data


class RenameForm(ChangeForm):
    """Another name or code."""

    name = forms.CharField(max_length=200, label=_("Name"))
    code = forms.CharField(max_length=40, label=_("Code"))


class MoveForm(ChangeForm):
    """Another place."""

    parent = forms.CharField(label=_("Unit above"), help_text=_("Code or full name of the unit above it."))

    def clean(self) -> dict[str, Any]:
        """Resolve the unit that is named."""
        self.cleaned_data["parent_id"] = self.unit("parent") if self.cleaned_data.get("parent") else None
        return self.cleaned_data


class MergeForm(ChangeForm):
    """This unit and others become one."""

    others = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("With which units"),
        help_text=_("One a line: code or full name."),
    )
    into = forms.ChoiceField(
        choices=[("this", _("into this unit, which goes on")), ("new", _("into a new unit"))],
        widget=forms.RadioSelect,
        label=_("How they merge"),
        initial="this",
    )
    name = forms.CharField(required=False, max_length=200, label=_("Name of the new unit"))
    code = forms.CharField(required=False, max_length=40, label=_("Code of the new unit"))

    def clean(self) -> dict[str, Any]:
        """Resolve the units that are named, and see that a new one has a name and a code."""
        data = self.cleaned_data
        data["other_ids"] = self.units("others")
        if data.get("into") == "new":
            for field in ("name", "code"):
                if not data.get(field):
                    self.add_error(field, gettext("The new unit needs it."))
        return data


class SplitForm(ChangeForm):
    """New units are made of this one."""

    parts = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("New units"),
        help_text=_(
            "One a line: code, then name. If this unit ends, all that is below it goes to the first; "
            "move what belongs elsewhere on the same day."
        ),
    )
    keep = forms.BooleanField(required=False, label=_("This unit goes on beside them"))

    def clean(self) -> dict[str, Any]:
        """Read the parts."""
        data = self.cleaned_data
        data["new_units"] = []
        for line in data.get("parts", "").splitlines():
            code, _space, name = re.sub(r"[,;\s]+", " ", line.strip(), count=1).partition(" ")
            if code and not name:
                self.add_error("parts", gettext("“%s” needs a code and a name.") % line.strip())
            elif code:
                data["new_units"].append(NewUnit(code=code, name=name))
        return data


class CloseForm(ChangeForm):
    """The unit ends."""

    fate = forms.ChoiceField(
        choices=_LINEAGE, widget=forms.RadioSelect, label=_("Successors"), initial="unknown"
    )
    successors = _lines(label=_("Which successors"), help_text=_("One a line: code or full name."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].help_text = _("The first day without the unit.")

    def clean(self) -> dict[str, Any]:
        """Resolve the units that are named."""
        self.cleaned_data["successor_ids"] = self.lineage("fate", "successors")
        return self.cleaned_data
