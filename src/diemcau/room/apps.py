from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "diemcau.room"
    label = "room"

    def ready(self) -> None:
        """Connect the end of revoked accesses."""
        from diemcau.room import live  # noqa: F401, PLC0415
