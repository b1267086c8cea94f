"""Every address of the web application; docs/contracts.md has the table."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog, set_language
from wagtail.admin import urls as wagtail_admin_urls

from diemcau.config.api import api

urlpatterns = [
    path("", include("diemcau.serve.urls")),
    path("", include("diemcau.people.urls")),
    path("", include("diemcau.conferences.urls")),
    path("", include("diemcau.room.urls")),
    path("app/units/", include("diemcau.units.urls")),
    path("app/language/", set_language, name="set_language"),
    # `core` has no texts of that domain itself: what is served is the live screens' catalogue alone.
    path(
        "api/texts.js", JavaScriptCatalog.as_view(domain="djangojs", packages=["diemcau.core"]), name="texts"
    ),
    path("api/", api.urls),
    path("app/admin/", admin.site.urls),
    path("app/news/", include("diemcau.newsroom.workspace_urls")),
    # Wagtail's scripts find our Vietnamese beside its own.
    path(
        "app/cms/jsi18n/",
        JavaScriptCatalog.as_view(packages=["wagtail.admin", "diemcau.newsroom"]),
        name="wagtailadmin_javascript_catalog",
    ),
    path("app/cms/", include(wagtail_admin_urls)),
    path("", include("diemcau.newsroom.urls")),
    # The pages of the portals come last: what begins with a language and is nothing else.
    *i18n_patterns(path("", include("diemcau.newsroom.portal_urls"))),
]

handler403 = "diemcau.newsroom.reading.faults.refused"
handler404 = "diemcau.newsroom.reading.faults.not_found"
handler500 = "diemcau.newsroom.reading.faults.failed"
