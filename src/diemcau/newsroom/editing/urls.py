"""Addresses of portals and of taking over, under /app/news/."""

from django.urls import path

from diemcau.newsroom.editing import contributions_views, linkcheck_views, portal_views, taking_views

urlpatterns = [
    path("links/", linkcheck_views.broken_links, name="broken_links"),
    path("links/<int:article_id>/check/", linkcheck_views.check_again, name="check_links_again"),
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
