"""How every form of the workspace is drawn."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draw `{{ form }}` and each field group with the templates of the design system."""

    form_template_name = "diemcau/forms/form.html"
    field_template_name = "diemcau/forms/field.html"
