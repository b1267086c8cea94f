"""A still is the feed's newest picture, taken from its newest segments."""

import io
import os
import subprocess
import time
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from diemcau.newsroom.models import Portal
from diemcau.newsroom.pool.commands import Place
from diemcau.newsroom.pool.errors import FeedAway
from diemcau.newsroom.pool.stills import still_of, take_still
from tests.factories.rooms import World
from tests.newsroom.drafting.play import begin


def write_segment(path: Path, colour: str, *, age_s: float = 0) -> None:
    """Write a second of video that ends in a colour, as the producer writes segments."""
    path.parent.mkdir(parents=True, exist_ok=True)
    source = f"color=black:size=320x180:rate=25:duration=0.5[a];color={colour}:size=320x180:rate=25:duration=0.5[b];[a][b]concat"
    command = [
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        source,
        "-c:v",
        "libx264",
        "-f",
        "mpegts",
        str(path),
    ]
    subprocess.run(command, check=True)
    os.utime(path, (time.time() - age_s,) * 2)


def _middle(picture: bytes) -> tuple[int, ...]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return image.getpixel((160, 90))  # type: ignore[return-value]


def test_still_is_the_last_picture_of_the_newestwrite_segment(tmp_path: Path) -> None:
    write_segment(tmp_path / "720p" / "0001-000001.ts", "red", age_s=3)
    write_segment(tmp_path / "720p" / "0001-000002.ts", "blue", age_s=1)
    red, green, blue = _middle(still_of(tmp_path))
    assert blue > 150 > max(red, green)


def test_segment_that_is_still_empty_is_passed_over(tmp_path: Path) -> None:
    write_segment(tmp_path / "720p" / "0001-000001.ts", "red", age_s=3)
    (tmp_path / "720p" / "0001-000002.ts").touch()
    assert _middle(still_of(tmp_path))[0] > 150


def test_feed_that_is_away_or_stands_still_gives_no_picture(tmp_path: Path) -> None:
    with pytest.raises(FeedAway):
        still_of(tmp_path)
    write_segment(tmp_path / "720p" / "0001-000001.ts", "red", age_s=60)
    with pytest.raises(FeedAway):
        still_of(tmp_path)


def test_still_waits_in_the_pool_with_credit_and_running_item(
    world: World, national: Portal, tmp_path: Path, settings: Settings
) -> None:
    settings.FEEDS_ROOT = tmp_path
    write_segment(tmp_path / world.slug / "720p" / "0001-000001.ts", "red")
    begin(world)
    place = Place(portal=national, conference=world.slug, venue="", sent_by="Biên tập viên")
    received = take_still(place, world.conference, language="vi")
    assert (received.is_new, received.picture.state) == (True, "waiting")
    assert (received.picture.caption, received.picture.credit) == ("Khai mạc", "Luồng phát chính")
