from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "diemcau.room"
    label = "room"

    def ready(self) -> None:
        """Connect the end of revoked accesses, and take part in what changes at venues after the opening."""
        from diemcau.conferences import api as conferences  # noqa: PLC0415
        from diemcau.room import late, live  # noqa: F401, PLC0415

        conferences.offer_rooms(late.LateVenues())
