"""Readers who ask for one page again and again over connections that stay open, as fast as they are answered.

A process of its own, so that the measured one is not slowed down by it: `python -m bench.readers HOST PORT PATH SECONDS`
prints how many answers came a second.
"""

import re
import socket
import sys
import time

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_ON_A_CONNECTION = 500
_CHUNK = 1 << 20


def ask(host: str, port: int, path: str, seconds: float) -> float:
    """Return the answers a second; all of them have to be as long as the first."""
    request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: identity\r\n\r\n".encode()
    began, answers = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        with socket.create_connection((host, port)) as connection:
            size = _first(connection, request)
            # Servers end a connection after a thousand answers or so.
            for _ in range(_ON_A_CONNECTION):
                connection.sendall(request)
                _receive(connection, size)
            answers += _ON_A_CONNECTION + 1
    return answers / (time.perf_counter() - began)


def _first(connection: socket.socket, request: bytes) -> int:
    """Ask once; return how long head and body of an answer are together."""
    connection.sendall(request)
    found = b""
    while b"\r\n\r\n" not in found:
        found += _some(connection)
    head = found.index(b"\r\n\r\n") + 4
    length = _LENGTH.search(found[:head])
    if not found.startswith(b"HTTP/1.1 200") or length is None:
        raise RuntimeError(found[:head].decode(errors="replace"))
    size = head + int(length.group(1))
    _receive(connection, size - len(found))
    return size


def _receive(connection: socket.socket, count: int) -> None:
    while count > 0:
        count -= len(_some(connection, count))


def _some(connection: socket.socket, most: int = _CHUNK) -> bytes:
    found = connection.recv(min(most, _CHUNK))
    if not found:
        raise ConnectionError("the server ended the connection")
    return found


if __name__ == "__main__":
    print(ask(sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4])))
