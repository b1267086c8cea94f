"""What stands beside the pages of the portals and bears no language: the way in, files, what machines read."""

from django.urls import include, path
from wagtail.documents import urls as wagtaildocs_urls

from diemcau.newsroom.editing.documents import hand_out
from diemcau.newsroom.pool.urls import phone_urlpatterns
from diemcau.newsroom.reading import sitemaps
from diemcau.newsroom.reading.home import to_the_portal

urlpatterns = [
    path("", to_the_portal, name="portal"),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.index, name="newsroom_sitemaps"),
    path("sitemap-<section>.xml", sitemaps.part, name="newsroom_sitemap"),
    *phone_urlpatterns,
    path("documents/<int:document_id>/<path:document_filename>", hand_out),
    path("documents/", include(wagtaildocs_urls)),
]
