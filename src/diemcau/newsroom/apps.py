from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "diemcau.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Look out for changes of what the portals keep in the process."""
        from diemcau.newsroom.editing import receivers  # noqa: F401, PLC0415
        from diemcau.newsroom.reading import context  # noqa: PLC0415

        context.listen()
