"""The programme feed on disk: segments, live playlists, the recording, and the room that they take.

Nothing is remembered between runs but what lies in the folder: a new producer reads the old playlists, goes on
counting and begins with a discontinuity. A name is never used twice: it begins with the number of the run.
"""

import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path

import playlist

LOG = logging.getLogger("feed")
WINDOW_S = 12.0
KEEP_S = 60.0  # players that read an old playlist still find its segments
VARIANTS = [
    playlist.Variant("720p", 2_000_000, 1_750_000, "avc1.4d401f,mp4a.40.2", (1280, 720)),
    playlist.Variant("360p", 680_000, 600_000, "avc1.4d401e,mp4a.40.2", (640, 360)),
    playlist.Variant("audio", 150_000, 130_000, "mp4a.40.2", None),
]
RECORDED = "720p"


class Feed:
    """Writes the playlists of one conference beside its segments."""

    def __init__(self, folder: Path, *, reserve_bytes: int) -> None:
        self.folder = folder
        self.reserve_bytes = reserve_bytes
        self.live: dict[str, playlist.LivePlaylist] = {}
        self.opened_s: dict[str, float] = {}
        self.stale: list[tuple[datetime, Path]] = []
        for variant in VARIANTS:
            (folder / variant.name).mkdir(parents=True, exist_ok=True)
            self.live[variant.name] = self._read(variant.name)
        self.run = max(live.last_run for live in self.live.values()) + 1
        for variant in VARIANTS:
            self._remove_orphans(variant.name)
        replace(folder / "master.m3u8", playlist.master(VARIANTS))

    def _read(self, name: str) -> playlist.LivePlaylist:
        path = self.folder / name / "index.m3u8"
        return playlist.read_live(path.read_text()) if path.exists() else playlist.LivePlaylist()

    def _remove_orphans(self, name: str) -> None:
        """Remove what a killed run left: segments that no playlist names."""
        known = {segment.name for segment in self.live[name].segments}
        if name == RECORDED and self._recording.exists():
            known |= {
                Path(line).name
                for line in self._recording.read_text().splitlines()
                if not line.startswith("#")
            }
        for path in (self.folder / name).glob("*.ts"):
            if path.name not in known:
                remove(path)

    @property
    def _recording(self) -> Path:
        return self.folder / "recording.m3u8"

    def location(self, name: str, number: int) -> str:
        """Return the path of a new segment of the rendition `name`."""
        return str(self.folder / name / f"{self.run:04d}-{number:06d}.ts")

    def opened(self, location: str, start_s: float) -> None:
        """Remember when a segment began, in running time."""
        self.opened_s[location] = start_s

    def closed(self, location: str, end_s: float, running_s: float) -> playlist.Segment:
        """List a finished segment, in the live playlist and in the recording."""
        path = Path(location)
        name = path.parent.name
        now = datetime.now(UTC)
        segment = playlist.segment_of(
            path.name,
            run=self.run,
            start_s=self.opened_s.pop(location),
            end_s=end_s,
            running_s=running_s,
            now=now,
        )
        live = self.live[name]
        first_of_run = live.last_run != self.run
        dropped = live.add(segment, window_s=WINDOW_S)
        replace(path.parent / "index.m3u8", live.text())
        if name == RECORDED:
            self._record(segment, first_of_run=first_of_run)
        else:
            self.stale += [(now, path.parent / gone.name) for gone in dropped]
        return segment

    def _record(self, segment: playlist.Segment, *, first_of_run: bool) -> None:
        with self._recording.open("a") as file:
            if file.tell() == 0:
                file.write(playlist.RECORDING_HEAD)
            file.write(playlist.recording_entry(segment, folder=RECORDED, first_of_run=first_of_run))

    def tidy(self) -> str | None:
        """Remove what is no longer needed; return a fault to report when the disk is nearly full,
        else None.
        """
        now = datetime.now(UTC)
        while self.stale and (now - self.stale[0][0]).total_seconds() > KEEP_S:
            remove(self.stale.pop(0)[1])
        free = shutil.disk_usage(self.folder).free
        if free >= self.reserve_bytes:
            return None
        removed = self._make_room(self.reserve_bytes - free)
        return (
            f"only {free // 1_000_000} MB are free under {self.folder}: {removed} of the oldest segments "
            "of the recording were removed so that the live picture goes on; make room on this disk"
        )

    def _make_room(self, wanted_bytes: int) -> int:
        shown = {segment.name for segment in self.live[RECORDED].segments}
        gone: set[str] = set()
        for path in sorted((self.folder / RECORDED).glob("*.ts"))[:-30]:
            if wanted_bytes <= 0:
                break
            if path.name in shown:
                continue
            wanted_bytes -= path.stat().st_size if path.is_file() else 0
            if remove(path):
                gone.add(f"{RECORDED}/{path.name}")
        if gone and self._recording.exists():
            replace(self._recording, playlist.recording_without(self._recording.read_text(), gone))
        return len(gone)


def remove(path: Path) -> bool:
    """Remove a file that may be gone already; return whether it is gone. One that cannot be removed ends no picture."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        LOG.warning("%s cannot be removed: %s", path, error.strerror)
        return False
    return True


def replace(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one, never a half."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text)
    draft.replace(path)
