"""Slots: the places on the mixers that sources come to and leave while the feed goes on."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gi.repository import GLib, Gst
from mixer import Mixer
from sources import ClipSource, RtpSource

LOG = logging.getLogger("slots")
_HIDDEN = {"x": 0, "y": 0, "width": 1280, "height": 720, "alpha": 0.0, "z": 1, "volume": 0.0}
# A dead source gives way to the slate after this time.
_REPEAT_NS = 1_500_000_000
# Measured: the sound of a forwarded speaker comes 40 ms after the picture.
_PICTURE_TRIM_NS = 40_000_000
_CLIP_LEAD_NS = 300_000_000


@dataclass
class Slot:
    """One source on the mixers. `seen` holds when (monotonic) a picture and a voice buffer last came
    out of it.
    """

    name: str
    source: RtpSource | ClipSource
    pads: dict[str, Gst.Pad] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    clip: Path | None = None
    loop: bool = False

    def report(self) -> dict[str, Any]:
        """Return what stats tell of this slot; ages in milliseconds, None when nothing came yet."""
        now = time.monotonic()
        ages = {
            f"{kind}_age_ms": round((now - self.seen[kind]) * 1000) if kind in self.seen else None
            for kind in ("picture", "voice")
        }
        return {"slot": self.name, "kind": "clip" if self.clip else "rtp", **self.source.ports, **ages}


class Rack:
    """All slots of one mixer. `report` is called from the main loop with every fault and every end of a
    clip.
    """

    def __init__(self, mixer: Mixer, *, ports: tuple[int, int], report: Callable[..., None]) -> None:
        self.mixer = mixer
        self.ports = ports
        self.report = report
        self.slots: dict[str, Slot] = {}
        self.layout: dict[str, dict[str, float]] = {}

    def open_rtp(self, name: str, *, video_pt: int, audio_pt: int) -> dict[str, int]:
        """Open a slot for RTP; return its ports. A slot of that name is closed first."""
        self.close(name)
        slot = Slot(name, RtpSource(self.ports, video_pt=video_pt, audio_pt=audio_pt))
        self.slots[name] = slot
        self.mixer.pipeline.add(slot.source.bin)
        for kind in ("picture", "voice"):
            self._link(slot, slot.source.bin.get_static_pad(kind))
        slot.source.bin.sync_state_with_parent()
        return slot.source.ports

    def open_clip(self, name: str, *, path: Path, loop: bool) -> None:
        """Open a slot that plays a file, once or for ever."""
        self.close(name)
        slot = Slot(name, self._clip_source(name, path), clip=path, loop=loop)
        self.slots[name] = slot
        self._start(slot)

    def _clip_source(self, name: str, path: Path) -> ClipSource:
        return ClipSource(path, on_pad=lambda pad: self._link(self.slots[name], pad))

    def _start(self, slot: Slot) -> None:
        self.mixer.pipeline.add(slot.source.bin)
        slot.source.bin.sync_state_with_parent()

    def _link(self, slot: Slot, pad: Gst.Pad) -> None:
        kind = pad.get_name()
        if kind not in slot.pads:
            slot.pads[kind] = self._mixer_pad(slot, kind)
            self._place(slot)
        if slot.clip:
            pad.set_offset(int(self.mixer.running_s() * Gst.SECOND) + _CLIP_LEAD_NS)
        pad.add_probe(Gst.PadProbeType.BUFFER, self._on_buffer, slot, kind)
        pad.add_probe(Gst.PadProbeType.EVENT_DOWNSTREAM, self._on_event, slot, slot.source)
        pad.link(slot.pads[kind])

    def _mixer_pad(self, slot: Slot, kind: str) -> Gst.Pad:
        if kind == "voice":
            return self.mixer.sound.request_pad_simple("sink_%u")
        pad = self.mixer.vision.request_pad_simple("sink_%u")
        pad.set_property("sizing-policy", "keep-aspect-ratio")
        pad.set_property("max-last-buffer-repeat", _REPEAT_NS)
        if not slot.clip:
            pad.set_offset(_PICTURE_TRIM_NS)
        return pad

    @staticmethod
    def _on_buffer(_pad: Gst.Pad, _info: Gst.PadProbeInfo, slot: Slot, kind: str) -> Gst.PadProbeReturn:
        slot.seen[kind] = time.monotonic()
        return Gst.PadProbeReturn.OK

    def _on_event(
        self, _pad: Gst.Pad, info: Gst.PadProbeInfo, slot: Slot, source: object
    ) -> Gst.PadProbeReturn:
        if info.get_event().type != Gst.EventType.EOS:
            return Gst.PadProbeReturn.OK
        GLib.idle_add(self._on_ended, slot, source)
        return Gst.PadProbeReturn.DROP

    def _on_ended(self, slot: Slot, source: object) -> bool:
        if self.slots.get(slot.name) is not slot or slot.source is not source:
            return GLib.SOURCE_REMOVE
        if slot.loop and slot.clip:
            self._drop_source(slot)
            slot.source = self._clip_source(slot.name, slot.clip)
            self._start(slot)
        else:
            self.close(slot.name)
            self.report("clip_ended", slot=slot.name)
        return GLib.SOURCE_REMOVE

    def set_layout(self, places: dict[str, dict[str, float]]) -> None:
        """Place every slot; a slot that is not named is hidden and silent."""
        self.layout = places
        for slot in self.slots.values():
            self._place(slot)

    def _place(self, slot: Slot) -> None:
        place = {**_HIDDEN, **self.layout.get(slot.name, {})}
        if picture := slot.pads.get("picture"):
            picture.set_property("xpos", int(place["x"]))
            picture.set_property("ypos", int(place["y"]))
            picture.set_property("width", int(place["width"]))
            picture.set_property("height", int(place["height"]))
            picture.set_property("alpha", float(place["alpha"]))
            picture.set_property("zorder", int(place["z"]))
        if voice := slot.pads.get("voice"):
            voice.set_property("volume", float(place["volume"]))
            voice.set_property("mute", place["volume"] <= 0)

    def ask_key_frame(self, name: str) -> bool:
        """Ask the slot's sender for a key frame; return whether the question could be sent."""
        feedback = self.slots[name].source.feedback
        return feedback is not None and feedback.ask_key_frame()

    def close(self, name: str) -> bool:
        """Take the slot off the mixers; return whether there was one."""
        slot = self.slots.pop(name, None)
        if slot is None:
            return False
        for kind, pad in slot.pads.items():
            # Released first: a source that waits in the mixer is let go, so that it can be stopped.
            (self.mixer.vision if kind == "picture" else self.mixer.sound).release_request_pad(pad)
        self._drop_source(slot)
        return True

    def _drop_source(self, slot: Slot) -> None:
        slot.source.close()
        self.mixer.drop(slot.source.bin)

    def fault(self, element: Gst.Object, reason: str) -> bool:
        """Close the slot that `element` belongs to and report it; return whether it belonged to one."""
        for slot in list(self.slots.values()):
            if element is slot.source.bin or element.has_as_ancestor(slot.source.bin):
                self.close(slot.name)
                self.report("slot_fault", slot=slot.name, reason=reason)
                return True
        return False
