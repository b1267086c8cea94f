"""The sources that a slot may hold, each a bin with one pad for the picture and one for the sound.

Source: measured choices, docs/adr/0005-media.md; RTP payloads as Janus forwards them.
"""

import socket
from collections.abc import Callable
from pathlib import Path

import gi
from feedback import Feedback
from mixer import FPS, VIDEO

gi.require_version("Gst", "1.0")
from gi.repository import Gio, Gst  # noqa: E402

_PICTURE = (
    "udpsrc name=picture-in ! rtpjitterbuffer latency=150 do-lost=true "
    "! rtph264depay name=depay request-keyframe=true wait-for-keyframe=true "
    "! h264parse ! avdec_h264 output-corrupt=false max-threads=1 ! queue name=picture"
)
_VOICE = (
    "udpsrc name=voice-in ! rtpjitterbuffer latency=150 do-lost=true "
    "! rtpopusdepay ! opusdec plc=true use-inband-fec=true ! audioconvert ! audioresample ! queue name=voice"
)


class NoFreePortError(Exception):
    """Every port of the range is taken."""


def bind(first: int, last: int) -> socket.socket:
    """Return a UDP socket on the first free loopback port of the range."""
    for port in range(first, last + 1):
        candidate = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            candidate.bind(("127.0.0.1", port))
        except OSError:
            candidate.close()
        else:
            candidate.setblocking(False)
            return candidate
    raise NoFreePortError(f"no UDP port from {first} to {last} is free for a slot")


class RtpSource:
    """H264 and Opus from loopback, as `rtp_forward` of Janus sends them."""

    def __init__(self, ports: tuple[int, int], *, video_pt: int, audio_pt: int) -> None:
        picture, voice, feedback = bind(*ports), bind(*ports), bind(*ports)
        self.ports = {
            "video_port": picture.getsockname()[1],
            "audio_port": voice.getsockname()[1],
            "video_rtcp_port": feedback.getsockname()[1],
        }
        self.feedback = Feedback(feedback)
        self.bin = Gst.parse_bin_from_description(f"{_PICTURE} {_VOICE}", False)
        self._listen(
            "picture-in",
            picture,
            f"application/x-rtp,media=video,clock-rate=90000,encoding-name=H264,payload={video_pt}",
        )
        self._listen(
            "voice-in",
            voice,
            f"application/x-rtp,media=audio,clock-rate=48000,encoding-name=OPUS,payload={audio_pt}",
        )
        depay = self.bin.get_by_name("depay").get_static_pad("sink")
        depay.add_probe(Gst.PadProbeType.EVENT_UPSTREAM, self._on_upstream_event)
        for name in ("picture", "voice"):
            self.bin.add_pad(Gst.GhostPad.new(name, self.bin.get_by_name(name).get_static_pad("src")))

    def _listen(self, name: str, sock: socket.socket, caps: str) -> None:
        element = self.bin.get_by_name(name)
        element.set_property("socket", Gio.Socket.new_from_fd(sock.detach()))
        element.set_property("caps", Gst.Caps.from_string(caps))

    def _on_upstream_event(self, _pad: Gst.Pad, info: Gst.PadProbeInfo) -> Gst.PadProbeReturn:
        structure = info.get_event().get_structure()
        if structure and structure.get_name() == "GstForceKeyUnit":
            self.feedback.ask_key_frame()
        return Gst.PadProbeReturn.OK

    def close(self) -> None:
        """Let go of the feedback port; the others belong to the bin."""
        self.feedback.close()


class ClipSource:
    """A file with a picture, a sound or both."""

    ports: dict[str, int] = {}
    feedback = None

    def __init__(self, path: Path, *, on_pad: Callable[[Gst.Pad], None]) -> None:
        self.bin = Gst.Bin.new(None)
        file = Gst.ElementFactory.make("filesrc")
        file.set_property("location", str(path))
        decoder = Gst.ElementFactory.make("decodebin")
        self.bin.add(file)
        self.bin.add(decoder)
        file.link(decoder)
        decoder.connect("pad-added", self._on_decoded, on_pad)

    def _on_decoded(self, _decoder: Gst.Element, pad: Gst.Pad, on_pad: Callable[[Gst.Pad], None]) -> None:
        kind = (pad.get_current_caps() or pad.query_caps()).get_structure(0).get_name()
        name = "picture" if kind.startswith("video/") else "voice"
        if self.bin.get_static_pad(name):
            return
        steps = "videoconvert ! queue" if name == "picture" else "audioconvert ! audioresample ! queue"
        tail = Gst.parse_bin_from_description(steps, True)
        self.bin.add(tail)
        tail.sync_state_with_parent()
        pad.link(tail.get_static_pad("sink"))
        ghost = Gst.GhostPad.new(name, tail.get_static_pad("src"))
        ghost.set_active(True)
        self.bin.add_pad(ghost)
        on_pad(ghost)

    def close(self) -> None:
        """Nothing is held beside the bin."""


def slate_bin(picture: Path) -> Gst.Bin:
    """Return a live source that shows one PNG file."""
    still = VIDEO.replace(f"framerate={FPS}/1", "framerate=0/1")
    text = (
        f"filesrc name=file ! pngdec ! videoconvert ! videoscale ! {still} "
        f"! imagefreeze is-live=true ! video/x-raw,framerate={FPS}/1 ! queue name=picture"
    )
    made = Gst.parse_bin_from_description(text, False)
    made.get_by_name("file").set_property("location", str(picture))
    made.add_pad(Gst.GhostPad.new("picture", made.get_by_name("picture").get_static_pad("src")))
    return made
