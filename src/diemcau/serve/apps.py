from django.apps import AppConfig


class ServeConfig(AppConfig):
    name = "diemcau.serve"
    label = "serve"
