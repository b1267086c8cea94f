"""Django's handler for ordinary requests: each runs whole, in one of a few threads that keep their connections.

Django's own asynchronous handler changes threads at every synchronous middleware, view and signal, and opens the
database anew for each request; adapters from WSGI change at every part of the answer. Here it is once there and back.
"""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, cast

from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http import HttpResponseBase
from django.urls import set_script_prefix

_SWITCH_S = 0.001  # how long a busy thread may keep the others waiting; Python's own 5 ms add up

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]


class ThreadedHandler(ASGIHandler):
    """An ASGI application that answers in `threads` threads. Whole answers only; what streams belongs elsewhere."""

    def __init__(self, threads: int) -> None:
        BaseHandler.__init__(self)
        self.load_middleware()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="request")
        sys.setswitchinterval(_SWITCH_S)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Take the request in, let a thread answer, send the answer out."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        loop = asyncio.get_running_loop()
        status, headers, content = await loop.run_in_executor(self._pool, self._answer, scope, body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _answer(self, scope: dict[str, Any], body: IO[bytes]) -> Answer:
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=type(self), scope=scope)
        with body:
            request, fault = self.create_request(scope, body)
            response = cast("HttpResponseBase", fault if request is None else self.get_response(request))
            try:
                content = b"".join(response)
                return response.status_code, _headers(response), content
            finally:
                response.close()


def _headers(response: HttpResponseBase) -> list[tuple[bytes, bytes]]:
    named = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    return named + [
        (b"Set-Cookie", cookie.OutputString().encode("ascii")) for cookie in response.cookies.values()
    ]
