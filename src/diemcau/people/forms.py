"""Forms of the people's pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from diemcau.people.commands import yesterday
from diemcau.people.models import User
from diemcau.people.roles import Role
from diemcau.units import api as units

_SHOWN = 6


class UnitField(forms.CharField):
    """A unit by its code or its name, typed with or without accents; cleans to a `UnitNode` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Unit"))
        kwargs.setdefault("help_text", _("Code or name, with or without accents."))
        super().__init__(max_length=200, **kwargs)

    def clean(self, value: Any) -> units.UnitNode | None:
        """Return the unit; several that match are told apart by their codes."""
        text = super().clean(value)
        if not text:
            return None
        found = units.find_by_code(text)
        if found is not None:
            return found
        matches = units.search(text, limit=_SHOWN)
        exact = [node for node in matches if node.name.casefold() == text.casefold()]
        chosen = exact if len(exact) == 1 else matches
        if len(chosen) == 1:
            return chosen[0]
        if not matches:
            raise ValidationError(gettext("No unit is called so. Write its name or its code."))
        names = "; ".join(f"{node.name} ({node.code})" for node in matches)
        raise ValidationError(gettext("Several units match; write the code: %(units)s.") % {"units": names})


class DayInput(forms.DateInput):
    """The browser's own day picker; it wants ISO days whatever the language."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    """A day."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class PostForm(forms.Form):
    """A post in a unit with its role and days."""

    unit = UnitField()
    title = forms.CharField(
        label=_("Post"), max_length=150, required=False, help_text=_("As it is called there.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.VIEWER)
    since = DayField(label=_("First day"), initial=timezone.localdate)
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day of a post cannot lie before its first day."))
        return data


class InvitationForm(PostForm):
    """A new person with a first post."""

    email = forms.EmailField(label=_("E-mail"))
    full_name = forms.CharField(label=_("Full name"), max_length=150)
    field_order = ["email", "full_name", "unit", "title", "role", "since", "until"]

    def clean_email(self) -> str:
        """Refuse an address that an account has."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(
                gettext("There is already an account with this e-mail address. Add a post to it instead.")
            )
        return email


class EndPostForm(forms.Form):
    """The last day of a post."""

    last_day = DayField(
        label=_("Last day"),
        initial=yesterday,
        help_text=_("The post still holds on this day; with yesterday it ends at once."),
    )


class NameForm(forms.Form):
    """How a person is called and sorted."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    sort_name = forms.CharField(
        label=_("Name for sorting"),
        max_length=150,
        required=False,
        help_text=_("Given name first; filled in when left empty."),
    )


class PeopleFilterForm(forms.Form):
    """What to look for among people."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    unit = UnitField(label=_("In the branch of"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("all")), *Role.choices])


class AuditFilterForm(forms.Form):
    """What to look for in the audit trail."""

    first_day = DayField(label=_("From day"), required=False)
    last_day = DayField(label=_("To day"), required=False)
    actor = forms.CharField(label=_("Who"), required=False, max_length=100)
    action = forms.CharField(
        label=_("Action"),
        required=False,
        max_length=80,
        help_text=_("Beginning of the action, such as people.post"),
    )
    target = forms.CharField(label=_("On what"), required=False, max_length=100)
    conference = forms.CharField(label=_("Conference"), required=False, max_length=50)


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("The same again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("password") and data.get("repeated") and data["password"] != data["repeated"]:
            self.add_error("repeated", gettext("The two passwords are not the same."))
        return data
