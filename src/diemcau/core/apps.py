from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "diemcau.core"
    label = "core"
