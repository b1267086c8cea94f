"""The form of a unit's portal."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from diemcau.core.text import clean
from diemcau.newsroom.editing.portals import Looks
from diemcau.newsroom.models import Portal
from diemcau.newsroom.reading.colour import contrast
from diemcau.people.api import UnitField

_HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ENOUGH = 4.5  # WCAG 2.2, 1.4.3


class LooksForm(forms.Form):
    """What a portal is called and where it stands."""

    name = forms.CharField(max_length=120, label=_("Name of the portal"))
    host = forms.CharField(
        max_length=253,
        label=_("Host name"),
        help_text=_("For example langson.example.vn, without https://. It has to lead to this machine."),
    )
    motto = forms.CharField(max_length=160, required=False, label=_("Motto"))
    colour = forms.CharField(
        max_length=7,
        required=False,
        label=_("Colour"),
        help_text=_("For example #0b6a69, dark enough for white words on it. Empty: the product's own."),
    )
    english = forms.BooleanField(required=False, label=_("Also in English"))

    def __init__(self, *args: Any, portal: Portal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.portal = portal
        if portal is not None and Portal.objects.filter(unit_id=portal.unit_id).count() > 1:
            del self.fields["english"]

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"])

    def clean_motto(self) -> str:
        return clean(self.cleaned_data["motto"])

    def clean_host(self) -> str:
        """Return the host name, which nobody else has."""
        host = str(self.cleaned_data["host"]).strip().rstrip(".").lower()
        if not _HOST.fullmatch(host):
            raise forms.ValidationError(
                gettext("Write a host name of letters, digits, hyphens and dots, like langson.example.vn.")
            )
        others = Site.objects.filter(hostname__iexact=host)
        if self.portal is not None:
            others = others.exclude(root_page_id=self.portal.pk)
        if others.exists():
            raise forms.ValidationError(
                gettext("Another portal stands under this host name. Choose another.")
            )
        return host

    def clean_colour(self) -> str:
        """Return the colour, on which white words can be read."""
        colour = str(self.cleaned_data["colour"]).strip().lower()
        if not colour:
            return ""
        if not _COLOUR.fullmatch(colour):
            raise forms.ValidationError(gettext("Give a colour like #0b6a69."))
        found = contrast(colour, "#ffffff")
        if found < _ENOUGH:
            words = gettext(
                "White words cannot be read on this colour: its contrast is %(found).1f, at least 4.5 is needed. "
                "Choose a darker one."
            )
            raise forms.ValidationError(words % {"found": found})
        return colour

    def looks(self) -> Looks:
        """Return what was asked for."""
        wanted = self.cleaned_data
        return Looks(
            host=wanted["host"],
            name=wanted["name"],
            motto=wanted["motto"],
            colour=wanted["colour"],
            english=wanted.get("english", False),
        )


class NewPortalForm(LooksForm):
    """A portal that is to be made, for a unit."""

    unit = UnitField()
    field_order = ("unit", "name", "host")
