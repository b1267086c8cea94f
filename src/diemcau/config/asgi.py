"""The ASGI application that uvicorn serves: short requests in threads, the streams that stay open for hours beside them."""

import os
import re
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")

import django

django.setup()

from django.core.handlers.asgi import ASGIHandler

from diemcau.config.threaded import ThreadedHandler
from diemcau.room import live, nudge

THREADS = 8
_STAYS_OPEN = re.compile(r"/api/conferences/[^/]+/stream")

_in_threads = ThreadedHandler(THREADS)
_asynchronous = ASGIHandler()
nudge.publish = live.publisher().publish


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer one request."""
    handler = _asynchronous if _STAYS_OPEN.fullmatch(scope.get("path", "")) else _in_threads
    await handler(scope, receive, send)
