"""HLS playlists as values: what stands in them, how they are written and read again.

Source: RFC 8216 (HTTP Live Streaming), sections 4.3.3 (media playlist tags), 4.3.4 (master playlist tags)
and 6.2.2 (live playlists).
"""

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_GAP = "#EXT-X-DISCONTINUITY"
_MOMENT = "#EXT-X-PROGRAM-DATE-TIME:"
_DURATION = "#EXTINF:"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its file's name, how long it lasts, when its first frame was mixed (UTC), and in
    which run of the producer.
    """

    name: str
    duration_s: float
    starts_at: datetime
    run: int

    def lines(self) -> list[str]:
        """Return the tags and the name as they stand in a playlist."""
        return [_moment(self.starts_at), f"#EXTINF:{self.duration_s:.5f},", self.name]


def _moment(at: datetime) -> str:
    """Return the tag that tells when what follows it began."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return f"{_MOMENT}{text.replace('+00:00', 'Z')}"


@dataclass(slots=True)
class LivePlaylist:
    """The sliding window of one rendition.

    `first` is the media sequence number of the first segment. The discontinuity sequence is the run of the
    first segment: each start of the producer is a discontinuity, and all renditions share its number, so
    that a player can change between them across a restart.
    """

    first: int = 0
    segments: list[Segment] = field(default_factory=list)

    def add(self, segment: Segment, *, window_s: float) -> list[Segment]:
        """Append a segment and return those that fell out of the window."""
        self.segments.append(segment)
        dropped: list[Segment] = []
        total_s = sum(kept.duration_s for kept in self.segments)
        while len(self.segments) > 3 and total_s - self.segments[0].duration_s >= window_s:
            dropped.append(self.segments.pop(0))
            total_s -= dropped[-1].duration_s
        self.first += len(dropped)
        return dropped

    @property
    def last_run(self) -> int:
        """The run of the newest segment; -1 when there is none."""
        return self.segments[-1].run if self.segments else -1

    def text(self) -> str:
        """Return the playlist as it is served."""
        target_s = max([1, *(math.floor(segment.duration_s + 0.5) for segment in self.segments)])
        run = self.segments[0].run if self.segments else 0
        lines = [
            "#EXTM3U",
            "#EXT-X-VERSION:6",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            f"#EXT-X-TARGETDURATION:{target_s}",
            f"#EXT-X-MEDIA-SEQUENCE:{self.first}",
            f"#EXT-X-DISCONTINUITY-SEQUENCE:{run}",
        ]
        for segment in self.segments:
            lines += [_GAP] * (segment.run - run)
            run = segment.run
            lines += segment.lines()
        return "\n".join(lines) + "\n"


def read_live(text: str) -> LivePlaylist:
    """Read a playlist that `LivePlaylist.text` wrote; what cannot be read yields an empty one."""
    playlist = LivePlaylist()
    run = 0
    starts_at, duration_s = datetime.fromtimestamp(0, UTC), 0.0
    try:
        for line in text.splitlines():
            tag, _, value = line.partition(":")
            if tag == "#EXT-X-MEDIA-SEQUENCE":
                playlist.first = int(value)
            elif tag == "#EXT-X-DISCONTINUITY-SEQUENCE":
                run = int(value)
            elif tag == _GAP:
                run += 1
            elif tag == "#EXT-X-PROGRAM-DATE-TIME":
                starts_at = datetime.fromisoformat(value)
            elif tag == "#EXTINF":
                duration_s = float(value.rstrip(","))
            elif line and not line.startswith("#"):
                playlist.segments.append(Segment(line, duration_s, starts_at, run))
    except ValueError:
        return LivePlaylist()
    return playlist


RECORDING_HEAD = "\n".join(
    [
        "#EXTM3U",
        "#EXT-X-VERSION:6",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        "#EXT-X-TARGETDURATION:2",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        "",
    ]
)


def recording_entry(segment: Segment, *, folder: str, first_of_run: bool) -> str:
    """Return what is appended to the recording for one segment."""
    entry = [f"#EXTINF:{segment.duration_s:.5f},", f"{folder}/{segment.name}"]
    if first_of_run:
        entry = [_GAP, _moment(segment.starts_at), *entry]
    return "\n".join(entry) + "\n"


def _seconds(line: str) -> float:
    """Return how long a segment lasts; nothing where the line was torn, as by a full disk."""
    try:
        return float(line.removeprefix(_DURATION).rstrip(","))
    except ValueError:
        return 0.0


def recording_without(text: str, gone: set[str]) -> str:
    """Return the recording without the entries whose files (`folder/name`) are gone.

    Where the first of a run are gone, its moment moves to the first that is left; where all are, so is its beginning.
    """
    kept: list[str] = []
    for line in text.splitlines():
        if line in gone:
            lasted_s = _seconds(kept.pop()) if kept and kept[-1].startswith(_DURATION) else 0.0
            if kept and kept[-1].startswith(_MOMENT):
                began = datetime.fromisoformat(kept[-1].removeprefix(_MOMENT))
                kept[-1] = _moment(began + timedelta(seconds=lasted_s))
        else:
            if line == _GAP and kept and kept[-1].startswith(_MOMENT):
                del kept[-2:]
            kept.append(line)
    return "\n".join(kept) + "\n"


@dataclass(frozen=True, slots=True)
class Variant:
    """One line of the master playlist; rates in bits a second, `size` in pixels or None for sound alone."""

    name: str
    peak_bps: int
    average_bps: int
    codecs: str
    size: tuple[int, int] | None

    def lines(self) -> list[str]:
        """Return the two lines of this variant."""
        tag = f"#EXT-X-STREAM-INF:BANDWIDTH={self.peak_bps},AVERAGE-BANDWIDTH={self.average_bps},"
        if self.size:
            tag += f"RESOLUTION={self.size[0]}x{self.size[1]},FRAME-RATE=25.000,"
        return [f'{tag}CODECS="{self.codecs}"', f"{self.name}/index.m3u8"]


def master(variants: list[Variant]) -> str:
    """Return the master playlist of these variants, best first."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for variant in variants:
        lines += variant.lines()
    return "\n".join(lines) + "\n"


def segment_of(
    name: str, *, run: int, start_s: float, end_s: float, running_s: float, now: datetime
) -> Segment:
    """Return the segment that lasted from `start_s` to `end_s` of the pipeline's running time, which is
    `running_s` at the moment `now`.
    """
    return Segment(name, max(0.001, end_s - start_s), now - timedelta(seconds=running_s - start_s), run)
