"""Addresses of drafts, under /app/news/."""

from django.urls import path
from django.views.generic import RedirectView

from diemcau.newsroom.drafting import views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="draft_list"), name="news"),
    path("drafts/", views.draft_list, name="draft_list"),
    path("drafts/make/", views.draft_make, name="draft_make"),
    path("drafts/<int:draft_id>/update/", views.draft_update, name="draft_update"),
    path("drafts/<int:draft_id>/lock/", views.draft_lock, name="draft_lock"),
]
