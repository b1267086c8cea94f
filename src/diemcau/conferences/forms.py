"""Forms of the workspace pages. Commands decide; forms only read what was typed and say what each field is."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diemcau.conferences import rules
from diemcau.conferences.commands.venues import CONTACT_FIELDS
from diemcau.conferences.models import AgendaItem, Conference, Kind, Venue
from diemcau.conferences.phones import normal
from diemcau.core.errors import Invalid
from diemcau.core.ids import SLUG
from diemcau.people.api import Person, units_where
from diemcau.units import api as units
from diemcau.units.api import Level


class _Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class PhoneField(forms.CharField):
    """A phone number, kept in digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, widget=forms.TextInput(attrs={"type": "tel"}), **kwargs)

    def clean(self, value: Any) -> str:
        """Return the number in digits."""
        try:
            return normal(super().clean(value))
        except Invalid as fault:
            raise forms.ValidationError(fault.message) from fault


class ConferenceForm(forms.ModelForm[Conference]):
    """What a conference is called, and when and where it is."""

    starts_at = forms.DateTimeField(label=_("Start"), widget=_Moment())
    ends_at = forms.DateTimeField(label=_("Planned end"), widget=_Moment())
    desk_phone = PhoneField(
        label=_("Phone of the technical desk"),
        required=False,
        help_text=_("Shown to venues whenever something does not work."),
    )

    class Meta:
        model = Conference
        fields = ("title", "starts_at", "ends_at", "place", "desk_phone", "open_to_public")
        labels: ClassVar[dict[str, Any]] = {
            "title": pgettext_lazy("of a conference", "Title"),
            "place": _("Place of the main venue"),
            "open_to_public": _(
                "The programme, its course and the picture are open to everyone without signing in"
            ),
        }

    def clean(self) -> dict[str, Any] | None:
        """See to it that the conference ends after it starts."""
        found = super().clean() or {}
        if found.get("starts_at") and found.get("ends_at") and found["ends_at"] <= found["starts_at"]:
            self.add_error("ends_at", _("The planned end must be after the start."))
        return found


class NewConferenceForm(ConferenceForm):
    """The same, with what is fixed once it is made."""

    slug = forms.CharField(
        label=_("Short name"),
        max_length=50,
        help_text=_(
            "Stands in every address: lower-case letters, digits and hyphens. It cannot be changed later."
        ),
        validators=[RegexValidator(re.compile(rf"^{SLUG.pattern}\Z"), _("Use a-z, 0-9 and hyphens only."))],
    )
    unit_id = forms.TypedChoiceField(label=_("Organised by"), coerce=int)

    field_order = ("title", "slug", "unit_id")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit_id"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - narrows the type
        field.choices = organising_units(person)


def organising_units(person: Person) -> list[tuple[int, str]]:
    """Return the units that a person may organise for: his own, and the provinces, districts and bodies below."""
    tree = units.as_of()
    found: dict[int, str] = {}
    for unit_id in sorted(units_where(person, rules.EDITORS)):
        for step in tree.branch_ids(unit_id):
            node = tree.get(step)
            if step == unit_id or node.level in {Level.PROVINCE, Level.BODY}:
                found[step] = f"{node.name} ({node.code})"
    return list(found.items())


class AgendaItemForm(forms.ModelForm[AgendaItem]):
    """One agenda item."""

    class Meta:
        model = AgendaItem
        fields = ("kind", "title", "speaker", "speaker_post", "planned_minutes", "notes")
        labels: ClassVar[dict[str, Any]] = {
            "kind": _("Kind"),
            "title": pgettext_lazy("of a conference", "Title"),
            "speaker": _("Speaker"),
            "speaker_post": _("Speaker’s post"),
            "planned_minutes": _("Planned minutes"),
            "notes": _("Notes"),
        }
        widgets: ClassVar[dict[str, Any]] = {"notes": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]  # without an empty choice
        if not self.instance.pk:
            self.fields["kind"].initial = Kind.TOPIC


class VenueForm(forms.ModelForm[Venue]):
    """One venue's name and contacts."""

    phone = PhoneField(label=_("Phone"), required=False)

    class Meta:
        model = Venue
        fields = ("name", "is_main", "chair_name", "chair_post", "operator_name", "phone", "email", "quota")
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name of the venue"),
            "is_main": _("This is the main venue"),
            "chair_name": _("Chair of the venue"),
            "chair_post": _("Chair’s post"),
            "operator_name": _("Operator"),
            "email": _("E-mail"),
            "quota": _("Expected delegates"),
        }


class LateVenueForm(VenueForm):
    """A venue's contacts once the room has opened: only what this reader changed, since others change them as well."""

    class Meta(VenueForm.Meta):
        fields = CONTACT_FIELDS  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._is_from_before:
            # Such a page does not say what it showed, and Django would take what was typed for it.
            shown = {
                f"initial-{name}": self.get_initial_for_field(self.fields[name], name) for name in self.fields
            }
            self.data = {name: self.data[name] for name in self.data} | {
                name: "" if value is None else value for name, value in shown.items()
            }
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def _is_from_before(self) -> bool:
        return "name" in self.data

    def clean(self) -> dict[str, Any] | None:
        """Say so where the page is from before the opening, and a new name might get lost unnoticed."""
        if self._is_from_before:
            raise forms.ValidationError(
                _(
                    "The room has opened meanwhile: the name and the main venue are fixed. Save once more to change the "
                    "contacts only."
                )
            )
        return super().clean()

    @property
    def changed(self) -> dict[str, Any]:
        """Return what the reader changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class CapacitiesForm(forms.Form):
    """Who takes part, one capacity in a line."""

    capacities = forms.CharField(
        label=_("Capacities, one in each line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Posts and kinds of units as they stand within a sentence, such as “lecturers of the district centres”; "
            "no names of persons."
        ),
    )


class MakeVenuesForm(forms.Form):
    """A branch and levels of the tree."""

    branch_id = forms.TypedChoiceField(label=_("Branch"), coerce=int)
    levels = forms.MultipleChoiceField(
        label=_("Levels"), choices=Level.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, tree: units.UnitTree, root_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["branch_id"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - narrows the type
        nodes = [tree.get(unit_id) for unit_id in tree.branch_ids(root_id)]
        field.choices = [
            (node.id, f"{node.name} ({node.code})")
            for node in nodes
            if node.id == root_id or node.level in {Level.PROVINCE, Level.DISTRICT}
        ]


class ContactsForm(forms.Form):
    """A file of contacts."""

    file = forms.FileField(label=_("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
