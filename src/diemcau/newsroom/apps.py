from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    name = "diemcau.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Look out for changes of what the portals keep in the process, and of what readers search."""
        from diemcau.newsroom.editing import receivers  # noqa: F401, PLC0415
        from diemcau.newsroom.reading import context, search_entries, search_index, warming  # noqa: PLC0415

        context.listen()
        warming.listen()
        search_entries.listen()
        post_migrate.connect(search_index.prepare, sender=self, dispatch_uid="search-index")
