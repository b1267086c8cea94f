"""The links of a conference's venues, kept in memory from their pulses. No network, no clock of its own."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from diemcau.room.wire import encode_moment

OFF_AFTER_S = 30.0
QUALITIES = ("good", "fair", "poor")
RENDITIONS = ("720p", "360p", "audio")
DEVICES_OF_A_VENUE = 8


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a device of a venue reports of its link; see docs/contracts.md."""

    device: str
    face: str
    quality: str
    behind_s: float | None
    rendition: str | None
    stalls: int


def read_pulse(payload: bytes) -> Pulse | None:
    """Return the pulse, or None for anything that is not one: a venue may send what it likes."""
    try:
        said = json.loads(payload)
    except ValueError:
        return None
    if (
        not isinstance(said, dict)
        or said.get("q") not in QUALITIES
        or said.get("face") not in {"hall", "remote"}
    ):
        return None
    behind, stalls = _number(said.get("bh")), _number(said.get("st"))
    return Pulse(
        device=str(said.get("d"))[:40],
        face=said["face"],
        quality=said["q"],
        behind_s=None if behind is None else round(min(behind, 9999), 1),
        rendition=said.get("r") if said.get("r") in RENDITIONS else None,
        stalls=int(min(stalls or 0, 999)),
    )


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
        return None
    return value


@dataclass(slots=True)
class Link:
    """A venue as the board shows it; `seen_s` is the Unix time of its last pulse."""

    devices: dict[str, tuple[float, Pulse]] = field(default_factory=dict)
    shown: Pulse | None = None
    seen_s: float = 0.0
    on: bool = False

    def take(self, pulse: Pulse, at_s: float) -> bool:
        """Take a pulse; return whether what is shown changed. The hall screen speaks for the venue, if there is one."""
        self.devices.pop(pulse.device, None)
        self.devices[pulse.device] = (at_s, pulse)
        if len(self.devices) > DEVICES_OF_A_VENUE:
            del self.devices[next(iter(self.devices))]
        recent = [told for told_s, told in self.devices.values() if at_s - told_s < OFF_AFTER_S]
        shown = next((told for told in reversed(recent) if told.face == "hall"), pulse)
        changed = not self.on or _differs(self.shown, shown)
        self.shown, self.seen_s, self.on = shown, at_s, True
        return changed


def _differs(before: Pulse | None, after: Pulse) -> bool:
    """Tell whether a person would see a difference; half a second of delay is none."""
    if before is None:
        return True
    moved_s = abs((before.behind_s or 0) - (after.behind_s or 0))
    return moved_s >= 0.5 or (before.quality, before.rendition, before.stalls) != (
        after.quality,
        after.rendition,
        after.stalls,
    )


class Board:
    """All venues of one conference."""

    def __init__(self) -> None:
        self.links: dict[str, Link] = {}
        self._changed: set[str] = set()

    def take(self, venue: str, pulse: Pulse, at_s: float) -> None:
        """Take a pulse of a venue."""
        if self.links.setdefault(venue, Link()).take(pulse, at_s):
            self._changed.add(venue)

    @property
    def seen_s(self) -> float:
        """Unix time of the last pulse of any venue."""
        return max((link.seen_s for link in self.links.values()), default=0.0)

    def expire(self, at_s: float) -> None:
        """Put off what has been silent for too long."""
        for venue, link in self.links.items():
            if link.on and at_s - link.seen_s >= OFF_AFTER_S:
                link.on = False
                self._changed.add(venue)

    def changes(self, at_s: float) -> dict[str, Any] | None:
        """Return what changed since the last call, or None."""
        changed, self._changed = self._changed, set()
        return self._told(at_s, sorted(changed), full=False) if changed else None

    def whole(self, at_s: float) -> dict[str, Any]:
        """Return every venue."""
        return self._told(at_s, list(self.links), full=True)

    def _told(self, at_s: float, venues: list[str], *, full: bool) -> dict[str, Any]:
        return {
            "at": _moment(at_s),
            "full": full,
            "connected": sum(link.on for link in self.links.values()),
            "venues": {venue: _entry(self.links[venue]) for venue in venues},
        }


def _entry(link: Link) -> dict[str, Any]:
    shown = link.shown
    return {
        "on": link.on,
        "q": shown.quality if shown else None,
        "bh": shown.behind_s if shown else None,
        "r": shown.rendition if shown else None,
        "st": shown.stalls if shown else 0,
        "at": _moment(link.seen_s),
    }


def _moment(at_s: float) -> str:
    return encode_moment(datetime.fromtimestamp(at_s, UTC))
