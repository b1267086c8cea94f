"""A real producer: what it writes, and how it goes on after it was killed."""

import subprocess
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from diemcau.adapters.producer.client import Producer
from producer.playlist import read_live
from tests.adapters.producer.process import ProducerProcess, loudness_db, pixel, probe, wait_until

pytestmark = pytest.mark.real

FULL = {"x": 0, "y": 0, "width": 1280, "height": 720, "alpha": 1.0, "z": 1, "volume": 1.0}
SLATE = (13, 26, 31)


@pytest.fixture
def producer(tmp_path: Path) -> Iterator[ProducerProcess]:
    made = ProducerProcess(tmp_path, rtp_ports="24300-24500")
    made.start()
    yield made
    made.kill()


def _close_to(colour: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) <= 24 for one, other in zip(colour, wanted, strict=True))


def _video_times(paths: list[Path]) -> list[float]:
    times = []
    for path in paths:
        packets = probe(path, "-select_streams", "v", "-show_entries", "packet=pts_time")
        streams = packets.get("packets", [])
        times += [float(packet["pts_time"]) for packet in streams]
    return sorted(times)


def test_renditions_are_whole_aligned_and_what_the_master_says(producer: ProducerProcess) -> None:
    wait_until(
        lambda: all(len(producer.segments(name)) >= 4 for name in ("720p", "360p", "audio")),
        producer.log.read_text,
    )
    kept = {name: producer.segments(name)[:4] for name in ("720p", "360p", "audio")}
    for name, width, height in (("720p", 1280, 720), ("360p", 640, 360)):
        streams = probe(kept[name][1], "-show_streams")["streams"]
        video = next(one for one in streams if one["codec_type"] == "video")
        assert (video["codec_name"], video["profile"], video["width"], video["height"]) == (
            "h264",
            "Main",
            width,
            height,
        )
        assert [one["codec_name"] for one in streams if one["codec_type"] == "audio"] == ["aac"]
        codec = f"avc1.4d40{video['level']:02x}"
        assert (
            f'RESOLUTION={width}x{height},FRAME-RATE=25.000,CODECS="{codec},mp4a.40.2"'
            in (producer.feed / "master.m3u8").read_text()
        )
    assert [one["codec_name"] for one in probe(kept["audio"][1], "-show_streams")["streams"]] == ["aac"]
    times = _video_times(kept["720p"])
    assert len(times) == 100
    assert {round(later - sooner, 3) for sooner, later in pairwise(times)} == {0.04}
    assert times == _video_times(kept["360p"])


def test_kill_goes_on_counting_with_a_discontinuity(producer: ProducerProcess) -> None:
    wait_until(lambda: len(producer.segments()) >= 3, producer.log.read_text)
    producer.kill()
    before = read_live((producer.feed / "720p" / "index.m3u8").read_text())
    producer.start()
    wait_until(lambda: len(producer.segments()) >= len(before.segments) + 2, producer.log.read_text)
    after = read_live((producer.feed / "720p" / "index.m3u8").read_text())
    assert after.first == before.first
    assert after.segments[: len(before.segments)] == before.segments
    assert [segment.run for segment in after.segments[len(before.segments) :]] == [1] * (
        len(after.segments) - len(before.segments)
    )
    recording = (producer.feed / "recording.m3u8").read_text()
    listed = [line for line in recording.splitlines() if not line.startswith("#")]
    assert len(listed) == len(set(listed))
    assert all((producer.feed / line).stat().st_size for line in listed)
    assert recording.count("#EXT-X-DISCONTINUITY") == 2


async def test_rtp_source_is_seen_and_heard_and_gives_way_when_it_dies(producer: ProducerProcess) -> None:
    client = await Producer.connect(producer.socket, lambda _report: None)
    ports = await client.open_rtp("stage", video_pt=96, audio_pt=111)
    await client.set_layout({"stage": FULL})
    sender = _send(ports.video, ports.audio)
    try:
        wait_until(lambda: _last_pixel_is(producer, (200, 30, 30)), producer.log.read_text)
        assert loudness_db(producer.segments()[-1]) > -40
        assert loudness_db(producer.segments("audio")[-1]) > -40
    finally:
        sender.kill()
        sender.wait()
    wait_until(lambda: _last_pixel_is(producer, SLATE), producer.log.read_text)
    wait_until(lambda: loudness_db(producer.segments()[-1]) < -80, producer.log.read_text)
    state = await client.state()
    assert [slot.name for slot in state.slots] == ["stage"]
    await client.close()


async def test_clip_loops_until_it_is_closed(producer: ProducerProcess, tmp_path: Path) -> None:
    clip = _make_clip(tmp_path / "clip.mp4")
    client = await Producer.connect(producer.socket, lambda _report: None)
    await client.set_layout({"clip": FULL})
    await client.open_clip("clip", clip, loop=True)
    wait_until(lambda: _last_pixel_is(producer, (30, 30, 200)), producer.log.read_text)
    number = len(producer.segments())
    wait_until(
        lambda: len(producer.segments()) >= min(12, number + 5) and _last_pixel_is(producer, (30, 30, 200))
    )
    await client.close_slot("clip")
    wait_until(lambda: _last_pixel_is(producer, SLATE), producer.log.read_text)
    await client.close()


async def test_nearly_full_disk_is_reported_and_the_feed_goes_on(tmp_path: Path) -> None:
    producer = ProducerProcess(tmp_path, rtp_ports="24300-24500", options=("--reserve-mb", "900000000"))
    producer.start()
    try:
        client = await Producer.connect(producer.socket, lambda _report: None)
        wait_until(lambda: len(producer.segments()) >= 4, producer.log.read_text)
        fault = (await client.state()).disk_fault
        assert fault is not None
        assert "make room on this disk" in fault
        count = read_live((producer.feed / "720p" / "index.m3u8").read_text())
        wait_until(lambda: len(producer.segments()) > len(count.segments), producer.log.read_text)
        await client.close()
    finally:
        producer.kill()


def _last_pixel_is(producer: ProducerProcess, colour: tuple[int, int, int]) -> bool:
    segments = producer.segments()
    return bool(segments) and _close_to(pixel(segments[-1], 40, 40), colour)


def _send(video_port: int, audio_port: int) -> "subprocess.Popen[bytes]":
    text = (
        "videotestsrc is-live=true pattern=solid-color foreground-color=0xffc81e1e "
        "! video/x-raw,width=640,height=360,framerate=25/1 "
        "! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! video/x-h264,profile=constrained-baseline "
        f"! rtph264pay pt=96 config-interval=-1 ! udpsink host=127.0.0.1 port={video_port} "
        "audiotestsrc is-live=true freq=440 ! audioconvert ! audio/x-raw,rate=48000,channels=2 ! opusenc "
        f"! rtpopuspay pt=111 ! udpsink host=127.0.0.1 port={audio_port}"
    )
    sender = subprocess.Popen(
        ["gst-launch-1.0", "-q", *text.split()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(0.5)
    assert sender.poll() is None
    return sender


def _make_clip(path: Path) -> Path:
    picture = ["-f", "lavfi", "-i", "color=c=0x1e1ec8:s=320x180:r=25:d=2"]
    sound = ["-f", "lavfi", "-i", "sine=440:d=2"]
    coded = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", str(path)]
    subprocess.run(["ffmpeg", "-loglevel", "error", *picture, *sound, *coded], check=True)
    return path
