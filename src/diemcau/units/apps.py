from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "diemcau.units"
    label = "units"
