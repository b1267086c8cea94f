"""The whole way of the picture with real parts, each killed with -9: the demonstration's stage over WebRTC into Janus, to the
producer, into segments. What is waited for must come about; how fast it does is measured by bench/feed_delay.py.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.janus.server import JanusServer
from tests.adapters.producer.process import ProducerProcess, loudness_db, pixel, wait_until
from tests.conftest import find_free_port

pytestmark = pytest.mark.real
PROJECT = Path(__file__).resolve().parents[2]
STAGE_COLOUR = (200, 30, 30)


class Whole:
    """Janus, a producer, and the media process with the demonstration's feed."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.log = data / "media.log"
        self.janus = JanusServer(data, find_free_port(), (23500, 23900))
        self.producer = ProducerProcess(data, slug="demo", rtp_ports="24600-24800")
        self.media: subprocess.Popen[bytes] | None = None

    def start_media(self) -> None:
        argv = [sys.executable, "-m", "tests.media.media_process", str(self.data), self.janus.url]
        with self.log.open("ab") as log:
            self.media = subprocess.Popen(argv, cwd=PROJECT, stdout=log, stderr=log, env=dict(os.environ))

    def kill_media(self) -> None:
        if self.media:
            self.media.kill()
            self.media.wait()
            self.media = None

    def picture_is(self, colour: tuple[int, int, int]) -> bool:
        segments = self.producer.segments()
        if not segments:
            return False
        found = pixel(segments[-1], 640, 200)
        return all(abs(one - other) <= 24 for one, other in zip(found, colour, strict=True))

    def wait_for_stage(self) -> None:
        """Wait for a segment, written from now on, that shows the stage and is heard."""
        before = {path.name for path in self.producer.segments()}

        def shown() -> bool:
            newest = self.producer.segments()[-1:]
            return bool(newest) and newest[0].name not in before and self.picture_is(STAGE_COLOUR)

        wait_until(shown, self._explain, limit_s=240)
        wait_until(lambda: loudness_db(self.producer.segments()[-1]) > -50, self._explain, limit_s=120)

    def _explain(self) -> str:
        return f"{self.log.read_text()[-1500:]}\n{self.producer.log.read_text()[-500:]}"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    parts = Whole(tmp_path_factory.mktemp("whole"))
    _make_stage_clip(parts.data / "demo.mkv")
    parts.janus.start()
    parts.producer.start()
    parts.start_media()
    yield parts
    parts.kill_media()
    parts.producer.kill()
    parts.janus.kill()


def test_stage_comes_on_the_feed_through_janus(whole: Whole) -> None:
    whole.wait_for_stage()


def test_stage_comes_back_after_kill_of_janus(whole: Whole) -> None:
    whole.wait_for_stage()
    whole.janus.kill()
    wait_until(lambda: not whole.picture_is(STAGE_COLOUR), limit_s=120)
    whole.janus.start()
    whole.wait_for_stage()


def test_stage_comes_back_after_kill_of_the_producer(whole: Whole) -> None:
    whole.wait_for_stage()
    whole.producer.kill()
    whole.producer.start()
    whole.wait_for_stage()


def test_stage_comes_back_after_kill_of_media(whole: Whole) -> None:
    whole.wait_for_stage()
    whole.kill_media()
    wait_until(lambda: not whole.picture_is(STAGE_COLOUR), limit_s=120)
    whole.start_media()
    whole.wait_for_stage()


def _make_stage_clip(path: Path) -> None:
    picture = ["-f", "lavfi", "-i", "color=c=0xc81e1e:s=640x360:r=25:d=60"]
    sound = ["-f", "lavfi", "-i", "sine=440:d=60:r=48000"]
    video = ["-c:v", "libx264", "-profile:v", "baseline", "-level", "3.1", "-preset", "ultrafast", "-g", "25"]
    coded = [*video, "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "libopus", "-ac", "2", "-t", "60"]
    argv = ["ffmpeg", "-loglevel", "error", *picture, *sound, *coded, "-f", "matroska", str(path)]
    subprocess.run(argv, check=True)
