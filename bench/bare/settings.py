"""The product's settings with the bare page beside it: both are served by one process, through the same middleware."""

from diemcau.config.settings import *  # noqa: F403
from diemcau.config.settings import CACHES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.bare.apps.BareConfig"]
CACHES = CACHES | {"bare": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "bare"}}
ROOT_URLCONF = "bench.bare.urls"
