"""The NATS client protocol, as far as a venue speaks it.

Source: https://docs.nats.io/reference/reference-protocols/nats-protocol
"""

import json
from collections.abc import Iterator
from typing import NamedTuple


class Message(NamedTuple):
    """One delivery: the number of the subscription and what was said."""

    subscription: int
    payload: bytes


class Ping(NamedTuple):
    """The server wants a sign of life."""


class Pong(NamedTuple):
    """The answer to our own ping: all that was sent before it has been handled."""


class Fault(NamedTuple):
    """The server refuses something, and mostly ends the connection."""

    text: str


Said = Message | Ping | Pong | Fault
PONG = b"PONG\r\n"


def enter(token: str, subjects: list[str]) -> bytes:
    """Return the lines that log in, subscribe (numbered from 1) and ask for a pong."""
    options = {
        "verbose": False,
        "pedantic": False,
        "jwt": token,
        "lang": "diemcau",
        "version": "1",
        "protocol": 1,
    }
    lines = [f"CONNECT {json.dumps(options, separators=(',', ':'))}"]
    lines += [f"SUB {subject} {number}" for number, subject in enumerate(subjects, 1)]
    return ("\r\n".join([*lines, "PING"]) + "\r\n").encode()


def publish(subject: str, payload: bytes) -> bytes:
    """Return the lines that say `payload` on `subject`."""
    return b"PUB %s %d\r\n%s\r\n" % (subject.encode(), len(payload), payload)


class Parser:
    """Cuts the stream of a connection into what the server says; keeps what is not whole yet."""

    __slots__ = ("_rest",)

    def __init__(self) -> None:
        self._rest = b""

    @property
    def whole(self) -> bool:
        """Whether nothing is waiting for its end."""
        return not self._rest

    def feed(self, data: bytes) -> Iterator[Said]:
        """Yield what has arrived whole."""
        buffer = self._rest + data if self._rest else data
        at = 0
        while (line_end := buffer.find(b"\r\n", at)) >= 0:
            line, after = buffer[at:line_end], line_end + 2
            if line.startswith(b"MSG "):
                parts = line.split(b" ")
                stop = after + int(parts[-1])
                if stop + 2 > len(buffer):
                    break
                yield Message(int(parts[2]), buffer[after:stop])
                after = stop + 2
            elif (said := _other(line)) is not None:
                yield said
            at = after
        self._rest = buffer[at:]


def _other(line: bytes) -> Ping | Pong | Fault | None:
    if line == b"PING":
        return Ping()
    if line == b"PONG":
        return Pong()
    return Fault(line[5:].decode(errors="replace").strip("'")) if line.startswith(b"-ERR") else None
