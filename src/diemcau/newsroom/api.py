"""The only door into the newsroom."""

from diemcau.newsroom.editing.rounds import keep_rounds

__all__ = ["keep_rounds"]
