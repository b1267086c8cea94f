"""The signalling endpoint `/media/<slug>/signal`: browsers speak with us, never with Janus."""

import asyncio
import json
import logging
import re
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from diemcau.core.errors import DiemCauError, Invalid
from diemcau.media.entry import Entry
from diemcau.media.stage import PERSON, Stage, Visitor

log = logging.getLogger(__name__)

_PATH = re.compile(r"/media/([a-z0-9-]+)/signal")
_LARGEST = 65536
CHECK_AGAIN_S = 15.0
FindStage = Callable[[str], Stage | None]
Health = Callable[[], dict[str, Any]]


class Signalling:
    """The server; `find_stage` returns the stage of a conference whose room is open."""

    def __init__(self, *, find_stage: FindStage, health: Health) -> None:
        self._find_stage = find_stage
        self._health = health

    async def open(self, port: int) -> Server:
        """Listen on loopback."""
        return await serve(
            self._meet,
            "127.0.0.1",
            port,
            process_request=self._admit,
            max_size=_LARGEST,
            ping_interval=5,
            ping_timeout=10,
        )

    async def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        if request.path == "/healthz":
            return _json(connection, self._health())
        match = _PATH.fullmatch(request.path)
        if match is None:
            return connection.respond(HTTPStatus.NOT_FOUND, "")
        entry = Entry(match[1], request.headers)
        try:
            entry.check_origin()
            connection.name = await entry.check_person()  # type: ignore[attr-defined]
        except DiemCauError as error:
            return connection.respond(HTTPStatus(error.status), error.message + "\n")
        connection.entry = entry  # type: ignore[attr-defined]
        return None

    async def _meet(self, connection: ServerConnection) -> None:
        entry: Entry = connection.entry  # type: ignore[attr-defined]
        send = _sender(connection)
        stage = self._find_stage(entry.slug)
        if stage is None:
            await send({"type": "closed"})
            return
        visitor = Visitor(PERSON, connection.name, send)  # type: ignore[attr-defined]
        stage.enter(visitor)
        guard = asyncio.create_task(_check_again(connection, entry))
        try:
            await send({"type": "welcome"})
            async for text in connection:
                await self._take(stage, visitor, text)
        except ConnectionClosed:
            pass
        finally:
            guard.cancel()
            await stage.leave(visitor)

    @staticmethod
    async def _take(stage: Stage, visitor: Visitor, text: str | bytes) -> None:
        try:
            await stage.handle(visitor, _read(text))
        except DiemCauError as error:
            with override(settings.LANGUAGE_CODE):
                await visitor.send({"type": "refused", "code": error.reason, "message": error.message})


async def _check_again(connection: ServerConnection, entry: Entry) -> None:
    """End the connection when the person may not be here any more; what cannot be checked is checked again."""
    while True:
        await asyncio.sleep(CHECK_AGAIN_S)
        try:
            await entry.check_person()
        except DatabaseError as error:
            log.warning("%s: the right to publish cannot be checked now: %s", entry.slug, error)
        except DiemCauError:
            await connection.close(1008, "not allowed any more")
            return


def _sender(connection: ServerConnection) -> Callable[[dict[str, Any]], Any]:
    async def send(message: dict[str, Any]) -> None:
        with suppress(ConnectionClosed):
            await connection.send(json.dumps(message))

    return send


def _read(text: str | bytes) -> dict[str, Any]:
    try:
        message = json.loads(text)
    except ValueError:
        message = None
    if not isinstance(message, dict):
        raise Invalid(_("This message is not understood."))
    return message


def _json(connection: ServerConnection, body: dict[str, Any]) -> Response:
    status = HTTPStatus.OK if body["status"] == "ok" else HTTPStatus.SERVICE_UNAVAILABLE
    response = connection.respond(status, json.dumps(body) + "\n")
    del response.headers["Content-Type"]
    response.headers["Content-Type"] = "application/json"
    return response
