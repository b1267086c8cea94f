"""The figures that `/metrics` shows to Prometheus; an app adds a collector of its own to `REGISTRY`."""

from prometheus_client import CollectorRegistry

REGISTRY = CollectorRegistry(auto_describe=False)
