"""What must not bring the producer to a standstill, and how it ends when it stands still nevertheless."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from diemcau.adapters.producer.client import Producer
from diemcau.adapters.producer.errors import ProducerDown
from tests.adapters.producer.process import PROJECT, PYTHON, ProducerProcess, wait_until

pytestmark = pytest.mark.real

# A source is dropped while the pipeline is being set playing: in the last moment before it is taken out.
_DROP_WHILE_STARTING = """
import sys
sys.path.insert(0, sys.argv[1])
import gi
gi.require_version("Gst", "1.0")
from gi.repository import Gst
Gst.init(None)
from mixer import Mixer

class Starting:
    def remove(self, source):
        pipeline.set_state(Gst.State.READY)
        pipeline.set_state(Gst.State.PLAYING)
        print(source.get_state(Gst.SECOND)[1].value_nick)
        pipeline.remove(source)

pipeline = Gst.parse_launch("audiotestsrc is-live=true ! fakesink")
source = Gst.parse_bin_from_description("audiotestsrc is-live=true ! fakesink", False)
pipeline.add(source)
pipeline.set_state(Gst.State.PLAYING)
mixer = Mixer.__new__(Mixer)
mixer.pipeline = Starting()
mixer.drop(source)
pipeline.set_state(Gst.State.NULL)
"""


def test_source_dropped_while_the_pipeline_starts_is_not_set_playing_again() -> None:
    argv = [PYTHON, "-c", _DROP_WHILE_STARTING, str(PROJECT / "producer")]

    done = subprocess.run(argv, check=True, capture_output=True, text=True)

    assert done.stdout.split() == ["null"]
    assert "CRITICAL" not in done.stderr


def test_what_cannot_be_removed_is_said_and_the_feed_goes_on(tmp_path: Path) -> None:
    made = ProducerProcess(
        tmp_path, rtp_ports="24510-24540", options=("--stuck-s", "4", "--reserve-mb", "900000000")
    )
    # Folders where the oldest parts of the recording would be: the system refuses to remove them as files.
    for number in range(40):
        (made.feed / "720p" / f"0000-{number}.ts").mkdir(parents=True)
    made.start()
    try:
        wait_until(lambda: len(made.segments()) >= 8, made.log.read_text)
        assert "cannot be removed" in made.log.read_text()
        assert made.process
        assert made.process.poll() is None
    finally:
        made.kill()


def test_producer_that_stands_still_while_it_starts_is_ended(tmp_path: Path) -> None:
    made = ProducerProcess(tmp_path, rtp_ports="24510-24540", options=("--stuck-s", "4"))
    made.feed.mkdir(parents=True)
    os.mkfifo(made.feed / "slate.png")
    made.start()
    try:
        assert made.process
        assert made.process.wait(60) == -signal.SIGALRM
    finally:
        made.kill()


async def test_producer_whose_main_loop_is_stuck_is_ended(tmp_path: Path) -> None:
    made = ProducerProcess(tmp_path, rtp_ports="24510-24540", options=("--stuck-s", "4"))
    made.start()
    try:
        # It lives on while nothing is stuck.
        wait_until(lambda: len(made.segments()) >= 6, made.log.read_text)
        control = await Producer.connect(made.socket, lambda _report: None)
        picture = made.feed / "slate.png"
        picture.unlink()
        os.mkfifo(picture)  # Nobody reads it: whoever writes the slate into it waits for ever.
        with pytest.raises(ProducerDown):
            await control.set_slate(title="Hội nghị", subtitle="")
        assert made.process
        assert made.process.wait(60) == -signal.SIGALRM
        await control.close()
    finally:
        made.kill()
