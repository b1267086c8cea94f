"""A real nats-server for tests, on free ports and in a folder of its own."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from diemcau.adapters.nats.client import Connection, Identity
from diemcau.adapters.nats.config import Ports, write_config
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.tokens import Minter
from tests.conftest import find_free_port

PROGRAM = Path(sys.executable).with_name("nats-server")


class Server:
    """The server, with everything that the installation knows of it."""

    def __init__(self, folder: Path, seed: str = "a seed that only tests use, 32 or more") -> None:
        self.folder = folder
        self.seed = seed
        self.keyring = Keyring(seed)
        self.minter = Minter(self.keyring)
        client, websocket, monitoring = (find_free_port() for _ in range(3))
        self.ports = Ports(client=client, websocket=websocket, monitoring=monitoring)
        self.url = f"nats://127.0.0.1:{client}"
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Write the configuration, start, and wait until it answers."""
        config = write_config(self.folder, seed=self.seed, ports=self.ports)
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen([PROGRAM, "-c", config], stderr=log)  # noqa: ASYNC220
        while not self._healthy():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Kill it as a power cut does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """Stop it as a machine that hangs; its threads go on until the kernel has told each, which is waited for."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)

    def connect(self, name: str = "test") -> Connection:
        """Return a connection of one of our processes."""
        return Connection(self.url, Identity.of_process(self.keyring, name))

    def _healthy(self) -> bool:
        address = f"http://127.0.0.1:{self.ports.monitoring}/healthz"
        with suppress(OSError), urllib.request.urlopen(address, timeout=1) as answer:
            return answer.status == 200
        return False


class Browser:
    """A browser's connection, which says exactly what it is told to."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._buffer = ""

    @classmethod
    async def enter(cls, server: Server, token: str) -> "Browser":
        """Connect with a token; raises PermissionError with the server's words if it is refused."""
        browser = cls(await connect(f"ws://127.0.0.1:{server.ports.websocket}/nats", compression=None))
        await browser._say(
            f"CONNECT {json.dumps({'jwt': token, 'protocol': 1, 'lang': 'test', 'version': '1'})}"
        )
        await browser._check()
        return browser

    async def subscribe(self, subject: str) -> None:
        """Subscribe; raises PermissionError if that is refused."""
        await self._say(f"SUB {subject} {abs(hash(subject)) % 1000}")
        await self._check()

    async def publish(self, subject: str, payload: str = "{}") -> None:
        """Publish; raises PermissionError if that is refused."""
        await self._say(f"PUB {subject} {len(payload)}\r\n{payload}")
        await self._check()

    async def heard(self) -> list[str]:
        """Return the subjects of what has arrived up to now."""
        await self._say("PING")
        text = await self._until("PONG\r\n")
        return [line.split()[1] for line in text.split("\r\n") if line.startswith("MSG ")]

    async def ended(self, timeout_s: float = 10) -> bool:
        """Wait for the end of the connection."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            try:
                await self.heard()
            except (PermissionError, ConnectionClosed):
                return True
            await asyncio.sleep(0.01)
        return False

    async def close(self) -> None:
        """Leave."""
        await self._socket.close()

    async def _say(self, line: str) -> None:
        await self._socket.send(f"{line}\r\n".encode())

    async def _check(self) -> None:
        await self._say("PING")
        await self._until("PONG\r\n")

    async def _until(self, mark: str) -> str:
        text = ""
        while mark not in text:
            try:
                text += bytes(await asyncio.wait_for(self._socket.recv(decode=False), 5)).decode()
            except ConnectionClosed as error:
                raise PermissionError(text or str(error)) from error
        if "-ERR" in text:
            raise PermissionError(text)
        return text
