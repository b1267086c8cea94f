"""The product's addresses, and the bare page once more as Django's own page cache keeps it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path
from django.views.decorators.cache import cache_page
from wagtail.views import serve

from diemcau.config.urls import urlpatterns as of_the_product

urlpatterns = [
    *i18n_patterns(path("kept/<path:path>", cache_page(600, cache="bare")(serve))),
    *of_the_product,
]
