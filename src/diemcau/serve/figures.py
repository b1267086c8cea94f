"""`/metrics`: the processes, the front door and the live rooms, for Prometheus; the front door keeps it to the machine itself."""

import re
from collections.abc import Iterator
from functools import cache
from http.client import HTTPConnection, HTTPException

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from diemcau.config import env
from diemcau.core.metrics import REGISTRY
from diemcau.room.api import list_live, state_of
from diemcau.serve import state

_LIMIT_S = 1.0
_STATUS = re.compile(r"Active connections: (\d+)\s.*?\n\s*(\d+) (\d+) (\d+)\s", re.DOTALL)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer with every figure of this moment."""
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


class Processes(Collector):
    """What the supervisor knows of its children."""

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        """Yield whether each process runs, and how often it was started again."""
        up = GaugeMetricFamily("diemcau_process_up", "1 while the process runs", labels=["process"])
        restarts = CounterMetricFamily(
            "diemcau_process_restarts", "times the process was started again", labels=["process"]
        )
        for name, child in state.read(env.DATA / "run").items():
            up.add_metric([name], child.state == "running")
            restarts.add_metric([name], child.restarts)
        yield up
        yield restarts


class FrontDoor(Collector):
    """What nginx has counted since it was started; nothing where it does not answer."""

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        """Yield open connections and answered requests.

        Source: nginx's ngx_http_stub_status_module.
        """
        if found := _STATUS.search(_ask_nginx()):
            active, _accepted, _handled, requests = map(int, found.groups())
            yield GaugeMetricFamily(
                "diemcau_http_connections", "connections open at the front door", value=active
            )
            yield CounterMetricFamily("diemcau_http_requests", "requests at the front door", value=requests)


class Rooms(Collector):
    """The logs of the live rooms."""

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Yield how many events each live room's log holds."""
        events = CounterMetricFamily("diemcau_room_events", "events in the room's log", labels=["conference"])
        for room in list_live():
            events.add_metric([room.slug], state_of(room.room_id).seq)
        yield events


def _ask_nginx() -> str:
    connection = HTTPConnection("127.0.0.1", env.PORT, timeout=_LIMIT_S)
    try:
        connection.request("GET", "/nginx-status")
        return connection.getresponse().read().decode()
    except (OSError, HTTPException):
        return ""
    finally:
        connection.close()


@cache
def _registry() -> CollectorRegistry:
    for collector in (Processes(), FrontDoor(), Rooms()):
        REGISTRY.register(collector)
    return REGISTRY
