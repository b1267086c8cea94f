"""Control by JSON lines on a unix socket: one request a line, one answer a line, reports to everyone who is
connected.

A request: `{"id": 1, "do": "open_rtp", …}`; its answer: `{"id": 1, "ok": true, …}` or `{"id": 1, "ok":
false, "error": "…", "message": "…"}`.
A report: `{"event": "slot_fault", …}`.
"""

import json
import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gi.repository import GLib

LOG = logging.getLogger("control")
_LONGEST = 65536


class RequestError(Exception):
    """A request that cannot be done; `code` is for programs."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Control:
    """The socket and everyone connected to it; `handle` gets a request and returns what the answer adds
    to `ok`.
    """

    def __init__(self, path: Path, handle: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self.handle = handle
        self.clients: dict[int, tuple[socket.socket, bytearray]] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self.server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.server.bind(str(path))
        path.chmod(0o600)
        self.server.listen(8)
        GLib.io_add_watch(self.server.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN, self._on_connect)

    def _on_connect(self, _fd: int, _condition: GLib.IOCondition) -> bool:
        client, _ = self.server.accept()
        client.setblocking(False)
        self.clients[client.fileno()] = (client, bytearray())
        GLib.io_add_watch(
            client.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP | GLib.IO_ERR, self._on_readable
        )
        return True

    def _on_readable(self, fd: int, _condition: GLib.IOCondition) -> bool:
        client, held = self.clients[fd]
        try:
            data = client.recv(16384)
        except BlockingIOError:
            return True
        except OSError:
            data = b""
        held += data
        if not data or len(held) > _LONGEST:
            self._drop(fd)
            return False
        while b"\n" in held:
            line, _, rest = bytes(held).partition(b"\n")
            held[:] = rest
            self._send(client, self._answer(line))
        return fd in self.clients

    def _answer(self, line: bytes) -> dict[str, Any]:
        number = None
        try:
            request = json.loads(line)
            number = request.get("id")
            return {"id": number, "ok": True, **self.handle(request)}
        except RequestError as error:
            return {"id": number, "ok": False, "error": error.code, "message": str(error)}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return {
                "id": number,
                "ok": False,
                "error": "invalid",
                "message": f"{type(error).__name__}: {error}",
            }

    def report(self, event: str, **facts: object) -> None:
        """Tell everyone what happened."""
        LOG.info("%s %s", event, facts)
        for client, _ in list(self.clients.values()):
            self._send(client, {"event": event, **facts})

    def _send(self, client: socket.socket, message: dict[str, Any]) -> None:
        try:
            client.sendall((json.dumps(message, ensure_ascii=False) + "\n").encode())
        except OSError:  # it does not read, or it left: it will connect again and ask
            LOG.warning("a client of the control socket does not read: left out")

    def _drop(self, fd: int) -> None:
        client, _ = self.clients.pop(fd)
        client.close()
