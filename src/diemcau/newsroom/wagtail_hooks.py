"""The module that Wagtail looks for: each room of the newsroom registers its own hooks."""

from diemcau.newsroom.editing import hooks as editing_hooks
from diemcau.newsroom.editing import linkcheck_hooks
from diemcau.newsroom.exporting import hooks as exporting_hooks
from diemcau.newsroom.pool import hooks as pool_hooks

__all__ = ["editing_hooks", "exporting_hooks", "linkcheck_hooks", "pool_hooks"]
