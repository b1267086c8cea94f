"""The portals of the editors' tests, to import into."""

from tests.newsroom.editing.conftest import newsroom

__all__ = ["newsroom"]
