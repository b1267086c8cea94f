"""The addresses for machines that watch over the installation."""

from django.urls import path

from diemcau.serve.figures import metrics
from diemcau.serve.health import healthz

urlpatterns = [path("healthz", healthz, name="healthz"), path("metrics", metrics, name="metrics")]
