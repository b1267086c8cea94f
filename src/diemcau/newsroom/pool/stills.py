"""A still of the programme feed, as the halls see it now."""

import subprocess
import time
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from diemcau.conferences.api import Conference
from diemcau.newsroom.pool.commands import Place, Received, keep
from diemcau.newsroom.pool.errors import FeedAway
from diemcau.room import api as room

_FRESH_S = 30.0  # the feed writes a segment a second; one that is older shows the past
_FFMPEG_S = 15.0


def take_still(place: Place, conference: Conference, *, language: str) -> Received:
    """Take the newest picture of the feed into the pool, with the running agenda item as suggested caption.

    Raises: FeedAway, PictureRefused.
    """
    picture = still_of(settings.FEEDS_ROOT / conference.slug)
    running = [item.title for item in room.state_of(conference.pk).agenda if item.status == "running"]
    with override(language):
        credit = _("Programme feed")
    return keep(place, picture, caption=running[-1] if running else "", credit=credit)


def still_of(feed: Path) -> bytes:
    """Return the last picture of a feed's folder as a JPEG.

    Raises:
        FeedAway: there is no fresh segment, or it holds no picture.
    """
    for segment in _newest(feed / "720p"):
        picture = _last_picture(segment)
        if picture:
            return picture
    raise FeedAway


def _newest(folder: Path) -> list[Path]:
    """Return the two newest segments that are fresh: the newest may still be written."""
    found = []
    for path in folder.glob("*.ts"):
        try:
            found.append((path.stat().st_mtime, path))
        except FileNotFoundError:  # dropped from the window in the meantime
            continue
    oldest = time.time() - _FRESH_S
    return [path for written_at, path in sorted(found, reverse=True)[:2] if written_at >= oldest]


def _last_picture(segment: Path) -> bytes:
    command = [
        *("ffmpeg", "-nostdin", "-loglevel", "error", "-i", str(segment), "-an", "-vf", "reverse"),
        *("-frames:v", "1", "-c:v", "mjpeg", "-q:v", "2", "-f", "image2pipe", "pipe:1"),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_FFMPEG_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
