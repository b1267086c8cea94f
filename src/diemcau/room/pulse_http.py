"""What the pulse process answers on loopback: `/health`, and `/board/<slug>` for a control room that was just opened."""

import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from diemcau.room.board import Board
from diemcau.room.telling import packed

Application = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]


def application(boards: Mapping[str, Board]) -> Application:
    """Return the ASGI application over the boards."""

    async def answer(scope: MutableMapping[str, Any], _receive: Any, send: Any) -> None:
        status, said = _found(boards, scope["path"])
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": packed(said)})

    return answer


def _found(boards: Mapping[str, Board], path: str) -> tuple[int, dict[str, Any]]:
    if path == "/health":
        return 200, {"status": "ok", "conferences": len(boards)}
    if path.startswith("/board/"):
        return 200, boards.get(path.removeprefix("/board/"), Board()).whole(time.time())
    return 404, {"error": "not_found"}
