"""Make the index of the portals' search anew."""

from typing import Any

from django.core.management.base import BaseCommand

from diemcau.newsroom.reading import search_entries


class Command(BaseCommand):
    """`diemcau manage rebuild_portal_search`."""

    help = "Make the index of the portals' search anew, from what is published."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild, and say how many pages can be found."""
        self.stdout.write(f"{search_entries.refresh()} pages can be found.")
