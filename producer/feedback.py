"""Feedback towards Janus for one forwarded picture: asking for a key frame.

Source: RFC 4585, section 6.3.1 (Picture Loss Indication); Janus' `rtp_forward` with `rtcp_port`: it sends a
packet first, so that we learn its address.
"""

import contextlib
import socket
import struct
import time

from gi.repository import GLib

_PLI = struct.pack("!BBHII", 0x81, 206, 2, 1, 0)
_PAUSE_S = 0.4


class Feedback:
    """The socket on which Janus expects our RTCP."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._peer: tuple[str, int] | None = None
        self._asked_at = 0.0
        self._watch = GLib.io_add_watch(sock.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN, self._on_packet)

    def _on_packet(self, _fd: int, _condition: GLib.IOCondition) -> bool:
        with contextlib.suppress(BlockingIOError, ConnectionError):
            _, peer = self._socket.recvfrom(2048)
            if peer != self._peer:
                self._peer = peer
                self.ask_key_frame()
        return True

    def ask_key_frame(self) -> bool:
        """Ask for a key frame; return whether the question was sent (at most one in 0.4 s, none
        before Janus is known).
        """
        now = time.monotonic()
        if self._peer is None or now - self._asked_at < _PAUSE_S:
            return False
        self._asked_at = now
        with contextlib.suppress(OSError):
            self._socket.sendto(_PLI, self._peer)
        return True

    def close(self) -> None:
        """Stop listening."""
        GLib.source_remove(self._watch)
        self._socket.close()
