"""Addresses of exports, under /app/news/."""

from django.urls import re_path

from diemcau.newsroom.exporting import views

urlpatterns = [
    re_path(
        r"^articles/(?P<article_id>\d{1,9})/export/(?P<kind>html|docx|zip)/$",
        views.export,
        name="article_export",
    ),
]
