"""A real producer of a test's own, and what it wrote."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[3]
PYTHON = "/usr/bin/python3"


class ProducerProcess:
    """Start, kill and start again."""

    def __init__(
        self,
        data: Path,
        *,
        slug: str = "hoinghi",
        rtp_ports: str = "24000-24200",
        options: tuple[str, ...] = (),
    ) -> None:
        self.data = data
        self.slug = slug
        self.socket = data / "run" / f"producer-{slug}.sock"
        self.feed = data / "feeds" / slug
        self.log = data / "producer.log"
        self.argv = [
            *(PYTHON, str(PROJECT / "producer" / "main.py"), "--conference", slug, "--data", str(data)),
            *("--socket", str(self.socket), "--rtp-ports", rtp_ports, *options),
        ]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait for its socket."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.argv, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        wait_until(self.socket.exists, self.log.read_text)

    def kill(self) -> None:
        """End it with -9."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def segments(self, rendition: str = "720p") -> list[Path]:
        """Return the segments that the live playlist names, oldest first."""
        index = self.feed / rendition / "index.m3u8"
        lines = index.read_text().splitlines() if index.exists() else []
        return [self.feed / rendition / line for line in lines if not line.startswith("#")]


def wait_until(
    condition: Callable[[], Any], explain: Callable[[], str] = lambda: "", *, limit_s: float = 40
) -> Any:
    """Return what the condition gives once it is true."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError(f"it did not come about within {limit_s} s: {explain()[-3000:]}")


def probe(path: Path, *arguments: str) -> dict[str, Any]:
    """Return what ffprobe says of a file."""
    argv = ["ffprobe", "-v", "error", "-of", "json", *arguments, str(path)]
    found: dict[str, Any] = json.loads(subprocess.run(argv, check=True, capture_output=True).stdout)
    return found


def pixel(path: Path, x: int, y: int) -> tuple[int, int, int]:
    """Return the colour (red, green, blue) at a place of a segment's last picture."""
    argv = [
        "ffmpeg",
        "-loglevel",
        "error",
        "-i",
        str(path),
        "-vf",
        f"crop=2:2:{x}:{y}",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-",
    ]
    frames = subprocess.run(argv, check=True, capture_output=True).stdout
    red, green, blue = frames[-12:-9]
    return red, green, blue


def loudness_db(path: Path) -> float:
    """Return the mean volume of a file's sound in dB; silence is -91."""
    argv = ["ffmpeg", "-hide_banner", "-i", str(path), "-vn", "-af", "volumedetect", "-f", "null", "-"]
    said = subprocess.run(argv, check=True, capture_output=True, text=True).stderr
    line = next(line for line in said.splitlines() if "mean_volume" in line)
    return float(line.split("mean_volume:")[1].split("dB")[0])
