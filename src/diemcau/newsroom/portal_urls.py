"""What stands under a language: views of the portals first, then their pages."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from diemcau.newsroom.reading import tools

urlpatterns = [
    path("<path:path>/pdf/", tools.article_pdf, name="article_pdf"),
    path("<path:path>/qr.svg", tools.article_qr, name="article_qr"),
    path("", include(wagtail_urls)),
]
