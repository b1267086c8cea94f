"""`/healthz`: is every part there? Each one is looked at for real, all at once, within a second."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic

import psutil
from asgiref.sync import sync_to_async
from django.db import Error as DatabaseFault
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from diemcau.config import env
from diemcau.serve import probes, producers, state

OK, DEGRADED, DOWN = "ok", "degraded", "down"
PLAYLIST_S = 10.0
_LIMIT_S = 1.0
_KEEP_S = 1.0
_known: tuple[float, dict[str, str]] = (-_KEEP_S, {})


@require_safe
async def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Answer 200 while people can be served (ok, degraded) and 503 when they cannot (down).

    A part is "ok" or "down". The whole is down without its database; without any other part it is degraded: a load
    balancer must not take a machine away from all venues because, say, its recorder stands still.
    """
    parts = await look()
    whole = _sum_up(parts)
    answer = JsonResponse({"status": whole, "parts": parts}, status=503 if whole == DOWN else 200)
    answer["Cache-Control"] = "no-store"
    return answer


async def look() -> dict[str, str]:
    """Return the state of every part, at most a second old."""
    global _known  # noqa: PLW0603 - one answer for all who ask in the same second
    looked_at, parts = _known
    if monotonic() - looked_at >= _KEEP_S:
        names = list(_PARTS)
        found = await asyncio.gather(*(_within_limit(_PARTS[name]) for name in names))
        parts = {name: OK if well else DOWN for name, well in zip(names, found, strict=True)}
        _known = (monotonic(), parts)
    return parts


def _sum_up(parts: dict[str, str]) -> str:
    if parts["database"] != OK:
        return DOWN
    return OK if all(part == OK for part in parts.values()) else DEGRADED


async def _within_limit(probe: Callable[[], Awaitable[bool]]) -> bool:
    try:
        async with asyncio.timeout(_LIMIT_S):
            return await probe()
    except TimeoutError:
        return False


async def _database() -> bool:
    def ask() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())

    try:
        return await sync_to_async(ask)()
    except DatabaseFault:
        return False


async def _nats() -> bool:
    if env.NATS_URL:
        address = env.NATS_URL.split(",")[0].rsplit("@")[-1].split("//")[-1]
        host, _, port = address.rpartition(":")
        return await probes.reachable(host or address, int(port) if host else 4222)
    return await probes.http(env.NATS_MONITOR_PORT, "/healthz")()


async def _tasks() -> bool:
    return _runs("tasks")


async def _producer() -> bool:
    run = env.DATA / "run"
    return all(
        _runs(f"producer-{slug}") and _is_on_air(env.DATA / "feeds" / slug) for slug in producers.wanted(run)
    )


def _is_on_air(feed: Path) -> bool:
    """Tell whether a playlist of the feed was written just now."""
    return any(probes.is_fresh(playlist, PLAYLIST_S) for playlist in feed.glob("*/index.m3u8"))


def _runs(name: str) -> bool:
    """Tell whether the supervisor has the child running and the process is really there."""
    child = state.read(env.DATA / "run").get(name)
    return bool(child and child.state == "running" and child.pid and psutil.pid_exists(child.pid))


_PARTS: dict[str, Callable[[], Awaitable[bool]]] = {
    "database": _database,
    "nats": _nats,
    "relay": probes.heartbeat(env.DATA / "run", "relay"),
    "pulse": probes.heartbeat(env.DATA / "run", "pulse"),
    "janus": probes.tcp(env.JANUS_PORT),
    "media": probes.heartbeat(env.DATA / "run", "media"),
    "producer": _producer,
    "tasks": _tasks,
}
