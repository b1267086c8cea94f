"""Addresses of drafts, under /app/news/."""

from django.urls import path

from diemcau.newsroom.drafting import views

urlpatterns = [
    path("drafts/", views.draft_list, name="draft_list"),
    path("drafts/make/", views.draft_make, name="draft_make"),
    path("drafts/<int:draft_id>/update/", views.draft_update, name="draft_update"),
    path("drafts/<int:draft_id>/lock/", views.draft_lock, name="draft_lock"),
]
