"""The client's side of WebSocket, as far as NATS needs it: handshake, binary frames out, frames in.

Source: RFC 6455, sections 4.1, 5.2 and 5.3.
"""

import base64
import os
from collections.abc import Iterator

_BINARY, _CLOSE, _PING, _PONG = 0x2, 0x8, 0x9, 0xA


def handshake(host: str, path: str) -> bytes:
    """Return the request that turns an HTTP connection into a WebSocket."""
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


def frame(payload: bytes, opcode: int = _BINARY) -> bytes:
    """Return `payload` as one masked frame."""
    size = len(payload)
    if size < 126:
        head = bytes([0x80 | opcode, 0x80 | size])
    elif size < 65_536:
        head = bytes([0x80 | opcode, 0x80 | 126]) + size.to_bytes(2, "big")
    else:
        head = bytes([0x80 | opcode, 0x80 | 127]) + size.to_bytes(8, "big")
    mask = os.urandom(4)
    long_mask = int.from_bytes((mask * (size // 4 + 1))[:size], "big")
    return head + mask + (int.from_bytes(payload, "big") ^ long_mask).to_bytes(size, "big")


def pong(payload: bytes) -> bytes:
    """Return the answer to a ping frame."""
    return frame(payload, _PONG)


class Frames:
    """Cuts what arrives into frames; keeps what is not whole yet."""

    __slots__ = ("_rest",)

    def __init__(self) -> None:
        self._rest = b""

    @property
    def whole(self) -> bool:
        """Whether nothing is waiting for its end."""
        return not self._rest

    def feed(self, data: bytes) -> Iterator[tuple[bool, bytes]]:
        """Yield `(is_ping, payload)` for each whole frame.

        Raises:
            ConnectionError: the other side closed the WebSocket.
        """
        buffer = self._rest + data if self._rest else data
        at, end = 0, len(buffer)
        while (cut := _bounds(buffer, at, end)) is not None:
            opcode = buffer[at] & 0x0F
            if opcode == _CLOSE:
                raise ConnectionError("the WebSocket was closed")
            if opcode != _PONG:
                yield opcode == _PING, buffer[cut[0] : cut[1]]
            at = cut[1]
        self._rest = buffer[at:]


def _bounds(buffer: bytes, at: int, end: int) -> tuple[int, int] | None:
    """Return where the payload of the frame at `at` begins and ends; None while it is not whole."""
    if end - at < 2:
        return None
    size, start = buffer[at + 1] & 0x7F, at + 2
    if size == 126:
        size, start = int.from_bytes(buffer[start : start + 2], "big"), start + 2
    elif size == 127:
        size, start = int.from_bytes(buffer[start : start + 8], "big"), start + 8
    return (start, start + size) if start + size <= end else None
