"""The newsroom's pages of the workspace, under /app/news/."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("diemcau.newsroom.drafting.urls")),
    path("", include("diemcau.newsroom.editing.urls")),
    path("", include("diemcau.newsroom.exporting.urls")),
    path("", include("diemcau.newsroom.pool.urls")),
]
