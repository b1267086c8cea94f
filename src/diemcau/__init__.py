"""Điểm Cầu: online conferences of a whole organisation, its training and its news."""

__version__ = "0.1.0"
