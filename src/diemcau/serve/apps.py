from django.apps import AppConfig


class ServeConfig(AppConfig):
    name = "diemcau.serve"
    label = "serve"

    def ready(self) -> None:
        """Let `/metrics` show the processes, the front door and the rooms."""
        from diemcau.serve import figures  # noqa: PLC0415

        figures.register()
