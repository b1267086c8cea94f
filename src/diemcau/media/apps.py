from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "diemcau.media"
    label = "media"
