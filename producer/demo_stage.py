"""Publishes a clip as a browser on the stage would: over WebRTC, in step with the wall clock, for ever.

Run by the system's Python: `python3 demo_stage.py CLIP`. It speaks JSON lines with whoever started it: it
writes `publish` (sdp) and `trickle` (candidate) to standard output and reads `answer` and `trickle` from
standard input. It ends when standard input ends, and with status 1 when the connection fails.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

_MINUTE_S = 60
_TEXT = (
    "webrtcbin name=out bundle-policy=max-bundle latency=0 "
    "filesrc name=clip ! matroskademux name=parts "
    "parts.video_0 ! queue ! h264parse ! clocksync ! rtph264pay pt=96 config-interval=-1 aggregate-mode=zero-latency "
    '! capssetter caps="application/x-rtp,profile-level-id=(string)42e01f" ! queue ! out. '
    "parts.audio_0 ! queue ! opusparse ! clocksync ! rtpopuspay pt=111 ! queue ! out."
)


class DemoStage:
    """One publication."""

    def __init__(self, clip: Path) -> None:
        self.loop = GLib.MainLoop()
        self.status = 0
        self.offered = False
        self.held = b""
        self.pipeline = Gst.parse_launch(_TEXT)
        self.pipeline.get_by_name("clip").set_property("location", str(clip))
        self.out = self.pipeline.get_by_name("out")
        # The way to Janus is this machine: nothing is asked of routers. Both are held: their owner does not count us.
        self.ice = self.out.get_property("ice-agent")
        self.agent = self.ice.get_property("agent")
        self.agent.set_property("upnp", False)
        self.out.connect("on-negotiation-needed", self._on_negotiation)
        self.out.connect("on-ice-candidate", self._on_candidate)
        self.out.connect("notify::connection-state", self._on_state)

    def run(self) -> int:
        """Publish until told to stop; return the exit status."""
        bus = self.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect("message", self._on_message)
        GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, self._on_input)
        self.pipeline.set_state(Gst.State.PLAYING)
        self.loop.run()
        self.pipeline.set_state(Gst.State.NULL)
        return self.status

    def _stop(self, status: int) -> None:
        self.status = status
        self.loop.quit()

    def _on_negotiation(self, _out: Gst.Element) -> None:
        GLib.idle_add(self._offer)

    def _offer(self) -> bool:
        if not self.offered:
            self.offered = True
            self._join_minute()
            for number in range(2):
                sender = self.out.emit("get-transceiver", number)
                sender.set_property("direction", GstWebRTC.WebRTCRTPTransceiverDirection.SENDONLY)
            self.out.emit("create-offer", None, Gst.Promise.new_with_change_func(self._on_offer, None))
        return GLib.SOURCE_REMOVE

    def _on_offer(self, promise: Gst.Promise, _nothing: object) -> None:
        reply = promise.get_reply()  # held: the offer lies in it
        offer = reply.get_value("offer")
        self.out.emit("set-local-description", offer, Gst.Promise.new())
        _write({"type": "publish", "sdp": offer.sdp.as_text()})

    def _on_candidate(self, _out: Gst.Element, line: int, candidate: str) -> None:
        _write({"type": "trickle", "candidate": {"candidate": candidate, "sdpMLineIndex": line}})

    def _on_state(self, out: Gst.Element, _property: object) -> None:
        state = out.get_property("connection-state")
        if state in (GstWebRTC.WebRTCPeerConnectionState.FAILED, GstWebRTC.WebRTCPeerConnectionState.CLOSED):
            self._stop(1)

    def _join_minute(self) -> None:
        """Jump to where the clip stands in this minute; from then on every run of the clip lasts one minute."""
        running = self.pipeline.get_clock().get_time() - self.pipeline.get_base_time()
        began_s = time.time() - running / Gst.SECOND
        place = int((began_s % _MINUTE_S) * Gst.SECOND)
        self._seek(Gst.SeekFlags.FLUSH | Gst.SeekFlags.ACCURATE | Gst.SeekFlags.SEGMENT, place)

    def _seek(self, flags: Gst.SeekFlags, place: int) -> None:
        end = _MINUTE_S * Gst.SECOND
        demuxer = self.pipeline.get_by_name("parts")
        demuxer.seek(1.0, Gst.Format.TIME, flags, Gst.SeekType.SET, place, Gst.SeekType.SET, end)

    def _on_message(self, _bus: Gst.Bus, message: Gst.Message) -> None:
        if message.type == Gst.MessageType.SEGMENT_DONE:
            self._seek(Gst.SeekFlags.SEGMENT, 0)
        elif message.type == Gst.MessageType.ERROR:
            sys.stderr.write(f"{message.parse_error()[0].message}\n")
            self._stop(1)
        elif message.type == Gst.MessageType.EOS:
            self._stop(1)

    def _on_input(self, fd: int, _condition: GLib.IOCondition) -> bool:
        data = os.read(fd, 65536)  # not readline: it would keep further lines where no watch sees them
        if not data:
            self._stop(0)
            return GLib.SOURCE_REMOVE
        *lines, self.held = (self.held + data).split(b"\n")
        for line in lines:
            self._take(json.loads(line))
        return GLib.SOURCE_CONTINUE

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "answer":
            _, sdp = GstSdp.SDPMessage.new_from_text(message["sdp"])
            answer = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
            self.out.emit("set-remote-description", answer, Gst.Promise.new())
        elif message["type"] == "trickle" and message["candidate"]:
            candidate = message["candidate"]
            self.out.emit("add-ice-candidate", candidate.get("sdpMLineIndex", 0), candidate["candidate"])


def _write(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Publish a clip as the stage of the demonstration.")
    parser.add_argument("clip", type=Path)
    chosen = parser.parse_args()
    Gst.init(None)
    sys.exit(DemoStage(chosen.clip).run())
