from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "diemcau.room"
    label = "room"
