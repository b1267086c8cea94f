"""Addresses of the workspace's units, under `/app/units/`."""

from django.urls import path

from diemcau.units import pages, views

urlpatterns = [
    path("", pages.list_units, name="unit_list"),
    path("new/", views.found_unit, name="unit_found"),
    path("<int:unit_id>/", pages.show_unit, name="unit_page"),
    path("<int:unit_id>/rename/", views.rename_unit, name="unit_rename"),
    path("<int:unit_id>/move/", views.move_unit, name="unit_move"),
    path("<int:unit_id>/merge/", views.merge_units, name="unit_merge"),
    path("<int:unit_id>/split/", views.split_unit, name="unit_split"),
    path("<int:unit_id>/close/", views.close_unit, name="unit_close"),
]
