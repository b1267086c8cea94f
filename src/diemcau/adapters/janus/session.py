"""One connection to Janus: its session, its handles, and requests with their answers.

Source: Janus' documentation "JavaScript API", part "WebSockets interface".
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from diemcau.adapters.janus.errors import down, fault, translated
from diemcau.adapters.janus.tokens import VIDEOROOM, Tokens
from diemcau.core.ids import new_id

log = logging.getLogger(__name__)

TIMEOUT_S = 5.0
KEEPALIVE_S = 10.0
Message = dict[str, Any]
Listener = Callable[[Message], None]


class Session:
    """A session of Janus over one WebSocket; use `open_session`."""

    def __init__(self, socket: ClientConnection, tokens: Tokens) -> None:
        self._socket = socket
        self._tokens = tokens
        self._id: int | None = None
        self._waiting: dict[str, asyncio.Future[Message]] = {}
        self._listeners: dict[int, Listener] = {}
        self._tasks = [asyncio.create_task(self._read())]
        self.closed = asyncio.Event()

    async def start(self) -> None:
        """Create the session and keep it alive."""
        answer = await self.ask({"janus": "create"})
        self._id = answer["data"]["id"]
        self._tasks.append(asyncio.create_task(self._keep_alive()))

    async def attach(self, listener: Listener) -> int:
        """Return a new handle of the VideoRoom; what Janus tells it goes to `listener`."""
        answer = await self.ask({"janus": "attach", "plugin": VIDEOROOM})
        handle: int = answer["data"]["id"]
        self._listeners[handle] = listener
        return handle

    async def message(
        self, handle: int, body: Message, jsep: Message | None = None
    ) -> tuple[Message, Message | None]:
        """Send a request to the VideoRoom and return its data and, with an offer, Janus' answer.

        Raises:
            JanusDown: no answer in time. JanusFault: the VideoRoom refused.
        """
        request: Message = {"janus": "message", "handle_id": handle, "body": body}
        if jsep is not None:
            request["jsep"] = jsep
        answer = await self.ask(request)
        data = answer.get("plugindata", {}).get("data", {})
        if "error_code" in data:
            raise fault(data["error_code"], data.get("error", ""))
        return data, answer.get("jsep")

    async def ask(self, request: Message) -> Message:
        """Send a request and return the answer, not the acknowledgement before it."""
        transaction = new_id()
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[transaction] = future
        try:
            with translated():
                await self._send({**request, "transaction": transaction})
                answer = await asyncio.wait_for(future, TIMEOUT_S)
        finally:
            self._waiting.pop(transaction, None)
        if answer["janus"] == "error":
            raise fault(answer["error"]["code"], answer["error"]["reason"])
        return answer

    async def tell(self, request: Message) -> None:
        """Send a request whose answer does not matter."""
        with translated():
            await self._send({**request, "transaction": new_id()})

    async def _send(self, request: Message) -> None:
        if self._id is not None:
            request["session_id"] = self._id
        await self._socket.send(json.dumps({**request, "token": self._tokens.core()}))

    async def _read(self) -> None:
        try:
            async for text in self._socket:
                self._take(json.loads(text))
        except OSError as error:
            log.info("the connection to Janus broke: %s", error)
        finally:
            self.closed.set()
            for future in self._waiting.values():
                if not future.done():
                    future.set_exception(down())

    def _take(self, message: Message) -> None:
        future = self._waiting.get(message.get("transaction", ""))
        if message["janus"] == "ack":
            return
        if message["janus"] == "timeout":
            self.closed.set()
        elif future is not None and not future.done():
            future.set_result(message)
        elif listener := self._listeners.get(message.get("sender", 0)):
            listener(message)

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(KEEPALIVE_S)
            await self.tell({"janus": "keepalive"})

    async def detach(self, handle: int) -> None:
        """Give a handle back; whoever publishes over it is gone."""
        self._listeners.pop(handle, None)
        with contextlib.suppress(Exception):
            await self.tell({"janus": "detach", "handle_id": handle})

    async def close(self) -> None:
        """Close the connection; Janus ends the session and its handles at once."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.closed.set()
        await self._socket.close()


async def open_session(url: str, tokens: Tokens) -> Session:
    """Connect to Janus and return a session.

    Raises:
        JanusDown: it does not answer. EntryRefused: it does not accept our token.
    """
    with translated():
        socket = await connect(
            url,
            subprotocols=[Subprotocol("janus-protocol")],
            open_timeout=TIMEOUT_S,
            close_timeout=1,
            ping_interval=None,
            proxy=None,
        )
    session = Session(socket, tokens)
    try:
        await session.start()
    except BaseException:
        await session.close()
        raise
    return session
