"""How to see whether a child is ready. Every probe answers within its limit and never raises."""

import asyncio
import contextlib
from pathlib import Path
from time import time

from diemcau.serve.child import Probe

LIMIT_S = 1.0
HEARTBEAT_S = 10.0


async def reachable(host: str, port: int) -> bool:
    """Tell whether somebody accepts connections there."""
    try:
        async with asyncio.timeout(LIMIT_S):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True


def tcp(port: int) -> Probe:
    """Ready when somebody accepts connections on the loopback port."""

    async def probe() -> bool:
        return await reachable("127.0.0.1", port)

    return probe


def http(port: int, path: str, *, limit_s: float = LIMIT_S) -> Probe:
    """Ready when the loopback address answers 200 within the limit."""
    question = f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode()

    async def probe() -> bool:
        try:
            async with asyncio.timeout(limit_s):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                with contextlib.closing(writer):
                    writer.write(question)
                    status_line = await reader.readline()
        except (OSError, TimeoutError):
            return False
        return status_line.split()[1:2] == [b"200"]

    return probe


def heartbeat(run: Path, name: str) -> Probe:
    """Ready when the process has touched `run/<name>.heartbeat` in the last 10 seconds."""

    async def probe() -> bool:
        return is_fresh(run / f"{name}.heartbeat", HEARTBEAT_S)

    return probe


def is_fresh(path: Path, within_s: float) -> bool:
    """Tell whether the file exists and was written less than `within_s` ago."""
    try:
        return time() - path.stat().st_mtime <= within_s
    except FileNotFoundError:
        return False
