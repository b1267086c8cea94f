"""Write the configuration of the front door into the data folder."""

import os
import pwd
import re
import resource
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from string import Template

from diemcau.config import env, settings

_HERE = Path(__file__).parent
_PARTS = (
    "nginx.conf",
    "locations.conf",
    "headers.conf",
    "to_web.conf",
    "forwarded.conf",
    "websocket.conf",
    "feed_pass.conf",
    "mime.types",
)
_MOST_OPEN_FILES = 65_536


class _Configuration(Template):
    """A template whose marks are `@{name}`, since nginx has its own use for the dollar sign."""

    delimiter = "@"
    flags = re.NOFLAG
    pattern = r"@(?:(?P<escaped>@)|(?P<named>(?!))|\{(?P<braced>[a-z_0-9]+)\}|(?P<invalid>(?!)))"  # type: ignore[assignment]


def write_config() -> Path:
    """Write every part and return the main file, which only its owner may read: the feed pass's secret stands in it."""
    folder = env.DATA / "nginx"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (env.DATA / "feeds").mkdir(exist_ok=True)
    values = _values(folder)
    for name in _PARTS:
        _write(folder / name, _Configuration((_HERE / f"{name}.tmpl").read_text()).substitute(values))
    shutil.rmtree(folder / "cache", ignore_errors=True)
    (folder / "cache").mkdir(mode=0o700)
    return folder / "nginx.conf"


def _values(folder: Path) -> Mapping[str, object]:
    open_files = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], _MOST_OPEN_FILES)
    nats = env.NATS_WS_ADDRESSES or f"127.0.0.1:{env.NATS_WS_PORT}"
    return {
        "folder": folder,
        "data": env.DATA,
        "pages": _HERE / "pages",
        "assets": settings.FRONTEND_DIST,
        # Only root may name a user; the workers then stay who `diemcau serve` is, since the data folder is its own.
        "user": f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else "",
        "open_files": open_files,
        "connections": max(open_files - 128, 512),
        "port": env.PORT,
        "tls_port": env.TLS_PORT,
        "listen_ipv6": f"listen [::]:{env.TLS_PORT} ssl http2 ipv6only=on backlog=4096;"
        if _has_ipv6()
        else "",
        "web_port": env.WEB_PORT,
        "nats_servers": " ".join(f"server {address.strip()};" for address in nats.split(",")),
        "media_port": env.MEDIA_PORT,
        "feed_secret": env.secret("feed_pass"),
    }


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text)


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as trial:
            trial.bind(("::1", 0))
    except OSError:
        return False
    return True
