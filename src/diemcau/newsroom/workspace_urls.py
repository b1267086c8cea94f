"""The newsroom's pages of the workspace, under /app/news/."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
