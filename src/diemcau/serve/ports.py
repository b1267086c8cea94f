"""Which ports the installation wants, and whether they are to be had."""

import contextlib
import errno
import socket
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

from diemcau.config import env
from diemcau.core.terminal import gettext as _
from diemcau.serve.errors import CannotServe, PortTaken


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A TCP port, the variable that sets it, the child that listens on it, and the address it listens on."""

    number: int
    variable: str
    owner: str
    host: str = "127.0.0.1"


def wanted(names: Iterable[str]) -> list[Port]:
    """Return the ports of the children called `names`."""
    every = [
        Port(number=env.PORT, variable="DIEMCAU_PORT", owner="nginx"),
        Port(number=env.TLS_PORT, variable="DIEMCAU_TLS_PORT", owner="nginx", host="0.0.0.0"),  # noqa: S104
        Port(number=env.WEB_PORT, variable="DIEMCAU_WEB_PORT", owner="web"),
        Port(number=env.NATS_PORT, variable="DIEMCAU_NATS_PORT", owner="nats"),
        Port(number=env.NATS_WS_PORT, variable="DIEMCAU_NATS_WS_PORT", owner="nats"),
        Port(number=env.NATS_MONITOR_PORT, variable="DIEMCAU_NATS_MONITOR_PORT", owner="nats"),
        Port(number=env.PULSE_PORT, variable="DIEMCAU_PULSE_PORT", owner="pulse"),
        Port(number=env.JANUS_PORT, variable="DIEMCAU_JANUS_PORT", owner="janus"),
        Port(number=env.MEDIA_PORT, variable="DIEMCAU_MEDIA_PORT", owner="media"),
    ]
    chosen = set(names)
    return [port for port in every if port.owner in chosen]


def span(variable: str, text: str) -> tuple[int, int]:
    """Return the first and the last port of a range written as FIRST-LAST.

    Raises:
        CannotServe: it is not written so.
    """
    first, _dash, last = text.partition("-")
    if not (first.isdigit() and last.isdigit() and 0 < int(first) <= int(last) < 65_536):
        said = _("%(variable)s must be two port numbers, FIRST-LAST, not %(text)r.")
        raise CannotServe(said % {"variable": variable, "text": text})
    return int(first), int(last)


def check(ports: Iterable[Port]) -> None:
    """Look whether every port is free and none is wanted twice.

    Raises:
        PortTaken: one is not; the message names it, its variable and who holds it, as far as that can be seen.
    """
    seen: dict[int, Port] = {}
    for port in ports:
        if port.number in seen:
            said = _("%(variable)s and %(other)s are both %(number)s: give each a port of its own.")
            raise PortTaken(said % {**_words(port), "other": seen[port.number].variable})
        seen[port.number] = port
        if not is_free(port):
            said = _(
                "Port %(number)s (%(variable)s, for %(owner)s) is taken by %(holder)s."
                " Stop that program, or choose another port: %(variable)s=…"
            )
            raise PortTaken(said % {**_words(port), "holder": describe(holder(port.number))})


def is_free(port: Port) -> bool:
    """Tell whether a server could listen there now."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((port.host, port.number))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                return False
            said = _(
                "Port %(number)s (%(variable)s) cannot be used: %(reason)s. Choose another: %(variable)s=…"
            )
            raise PortTaken(said % {**_words(port), "reason": fault.strerror}) from None
    return True


def holder(number: int) -> psutil.Process | None:
    """Return the process that listens on the port; None where it belongs to somebody whom we may not see."""
    with contextlib.suppress(psutil.Error):
        for connection in psutil.net_connections("tcp"):
            if (
                connection.status == psutil.CONN_LISTEN
                and connection.laddr
                and connection.laddr.port == number
                and connection.pid
            ):
                return psutil.Process(connection.pid)
    return None


def describe(process: psutil.Process | None) -> str:
    """Return in words who holds a port, as `holder` has found it."""
    if process is not None:
        with contextlib.suppress(psutil.Error):
            return _("%(program)s (process %(pid)s)") % {"program": process.name(), "pid": process.pid}
    return _("a process that we may not see")


def _words(port: Port) -> dict[str, object]:
    return {"number": port.number, "variable": port.variable, "owner": port.owner}
