"""The bare page's app."""

from django.apps import AppConfig


class BareConfig(AppConfig):
    """Only the bench's settings know it."""

    name = "bench.bare"
    label = "bare"
