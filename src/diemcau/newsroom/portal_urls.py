"""What stands under a language: views of the portals first, then their pages."""

from django.urls import include, path, re_path
from django.utils.translation import pgettext_lazy
from wagtail import urls as wagtail_urls

from diemcau.newsroom.reading import archive, feeds, search, serving, tools

_MONTH = r"(?P<year>[12][0-9]{3})/(?P<month>0[1-9]|1[0-2])/"
_archive = [
    path("", archive.overview, name="newsroom_archive"),
    re_path(r"^(?P<year>[12][0-9]{3})/$", archive.of_year),
    re_path(rf"^{_MONTH}$", archive.of_month, name="newsroom_archive_month"),
    re_path(rf"^{_MONTH}(?P<day>[0-3][0-9])/$", archive.of_day, name="newsroom_archive_day"),
]

urlpatterns = [
    path(pgettext_lazy("address", "search/"), search.search, name="newsroom_search"),
    path(pgettext_lazy("address", "archive/"), include(_archive)),
    path("rss.xml", feeds.Rss(), name="newsroom_rss"),
    path("atom.xml", feeds.Atom(), name="newsroom_atom"),
    path("<path:path>/rss.xml", feeds.Rss()),
    path("<path:path>/atom.xml", feeds.Atom()),
    path("<path:path>/pdf/", tools.article_pdf, name="article_pdf"),
    path("<path:path>/qr.svg", tools.article_qr, name="article_qr"),
    re_path(wagtail_urls.serve_pattern, serving.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
