"""Every address of the web application; docs/contracts.md has the table."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="workspace")),
]
