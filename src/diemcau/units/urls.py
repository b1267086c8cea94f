"""Addresses of the workspace's units, under `/app/units/`."""

from django.urls import path

from diemcau.units import pages, views

app_name = "units"
urlpatterns = [
    path("", pages.list_units, name="list"),
    path("new/", views.found_unit, name="found"),
    path("<int:unit_id>/", pages.show_unit, name="unit"),
    path("<int:unit_id>/rename/", views.rename_unit, name="rename"),
    path("<int:unit_id>/move/", views.move_unit, name="move"),
    path("<int:unit_id>/merge/", views.merge_units, name="merge"),
    path("<int:unit_id>/split/", views.split_unit, name="split"),
    path("<int:unit_id>/close/", views.close_unit, name="close"),
]
