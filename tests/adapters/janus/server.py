"""A real Janus of a test's own."""

import socket
import subprocess
import time
from pathlib import Path

from diemcau.adapters.janus.config import Secrets, write_config

SECRETS = Secrets(tokens="a-secret-of-the-tests", admin_key="an-admin-key-of-the-tests")


class JanusServer:
    """Start, kill and start again."""

    def __init__(self, folder: Path, port: int, rtp_ports: tuple[int, int]) -> None:
        self.url = f"ws://127.0.0.1:{port}"
        self.port = port
        self.log = folder / "janus.log"
        self.config = write_config(folder / "janus", port=port, rtp_ports=rtp_ports, secrets=SECRETS)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start Janus and wait until it accepts connections."""
        with self.log.open("ab") as log:
            argv = ["janus", "--configs-folder", str(self.config)]
            self.process = subprocess.Popen(argv, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        wait_for_port(self.port, self.log)

    def kill(self) -> None:
        """End Janus with -9."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def wait_for_port(port: int, log: Path, *, limit_s: float = 20) -> None:
    """Return when somebody accepts connections on the loopback port."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on {port}: {log.read_text()[-2000:]}")
