"""Addresses of portals and of taking over, under /app/news/."""

from django.urls import path

from diemcau.newsroom.editing import contributions_views, portal_views, taking_views

urlpatterns = [
    path("contributions/", contributions_views.contributions, name="contributions"),
    path(
        "contributions/workbook/", contributions_views.contributions_workbook, name="contributions_workbook"
    ),
    path("portals/", portal_views.portal_list, name="portal_list"),
    path("portals/make/", portal_views.portal_make, name="portal_make"),
    path("portals/<int:portal_id>/", portal_views.portal_change, name="portal_change"),
    path("taking-over/", taking_views.taking_list, name="taking_list"),
    path("taking-over/take/", taking_views.take, name="taking_take"),
    path("taking-over/<int:article_id>/seen/", taking_views.seen, name="taking_seen"),
]
