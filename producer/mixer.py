"""The vision and sound mixer with its encoders: one pipeline, from the mixers to the segments.

Source: measured choices, docs/adr/0005-media.md (latencies, the queue after each live source, splitmuxsink
instead of hlssink2).
"""

from collections.abc import Callable

import gi

gi.require_version("Gst", "1.0")
from gi.repository import Gst  # noqa: E402

FPS = 25
VIDEO = f"video/x-raw,format=I420,width=1280,height=720,framerate={FPS}/1"
SOUND = "audio/x-raw,format=F32LE,rate=48000,channels=2,layout=interleaved"
_SMALL = "videoscale ! video/x-raw,width=640,height=360 !"
_QUEUE = "queue max-size-time=3000000000 max-size-buffers=0 max-size-bytes=0"


def _encoder(name: str, *, gop: int, kbps: int, threads: int, scale: str = "") -> str:
    return (
        f"picture. ! queue ! {scale} x264enc tune=zerolatency speed-preset=veryfast bitrate={kbps} "
        f"vbv-buf-capacity=1000 threads={threads} key-int-max={gop} option-string=scenecut=0 "
        f"! video/x-h264,profile=main ! h264parse config-interval=-1 ! {_QUEUE} name=picture-{name} "
    )


def _text(gop: int) -> str:
    """Return the pipeline in GStreamer's own notation."""
    return (
        "compositor name=vision background=black force-live=true latency=60000000 min-upstream-latency=250000000 "
        f"! {VIDEO} ! tee name=picture "
        "audiomixer name=sound force-live=true latency=60000000 min-upstream-latency=250000000 "
        f"! {SOUND} ! audioconvert ! avenc_aac bitrate=96000 ! aacparse ! tee name=voice "
        f"audiotestsrc is-live=true wave=silence ! {SOUND} ! queue ! sound. "
        + _encoder("720p", gop=gop, kbps=1500, threads=2)
        + _encoder("360p", gop=gop, kbps=400, threads=1, scale=_SMALL)
        + "".join(f"voice. ! {_QUEUE} name=voice-{name} " for name in ("720p", "360p", "audio"))
    )


class Mixer:
    """The pipeline; sources are linked to its two mixers while it runs."""

    def __init__(self, *, segment_s: float, location: Callable[[str, int], str]) -> None:
        frames = max(1, round(segment_s * FPS))
        self.pipeline: Gst.Pipeline = Gst.parse_launch(_text(frames))
        self.vision = self.pipeline.get_by_name("vision")
        self.sound = self.pipeline.get_by_name("sound")
        for name in ("720p", "360p", "audio"):
            self._add_output(name, segment_s=segment_s, location=location)

    def _add_output(self, name: str, *, segment_s: float, location: Callable[[str, int], str]) -> None:
        sink = Gst.ElementFactory.make("splitmuxsink", f"output-{name}")
        sink.set_property("muxer", Gst.ElementFactory.make("mpegtsmux"))
        # A fragment ends with the group of pictures that passes this time: less than one group
        # makes one group a fragment.
        sink.set_property("max-size-time", int(segment_s * Gst.SECOND * (1.0 if name == "audio" else 0.5)))
        sink.connect("format-location", lambda _sink, number, rendition: location(rendition, number), name)
        self.pipeline.add(sink)
        if name != "audio":
            self._join(f"picture-{name}", sink, "video")
        self._join(f"voice-{name}", sink, "audio_%u")

    def _join(self, queue: str, sink: Gst.Element, pad: str) -> None:
        self.pipeline.get_by_name(queue).get_static_pad("src").link(sink.request_pad_simple(pad))

    def running_s(self) -> float:
        """Return the pipeline's running time in seconds."""
        clock = self.pipeline.get_clock()
        return (clock.get_time() - self.pipeline.get_base_time()) / Gst.SECOND if clock else 0.0

    def drop(self, source: Gst.Bin) -> None:
        """Stop a source and take it out of the pipeline.

        Locked first: a pipeline that is still starting would set it playing again, and a source that is
        thrown away while it plays destroys the memory of the process.
        """
        source.set_locked_state(True)
        source.set_state(Gst.State.NULL)
        self.pipeline.remove(source)

    def play(self) -> None:
        """Start, or go on."""
        self.pipeline.set_state(Gst.State.PLAYING)

    def stop(self) -> None:
        """Stop for good."""
        self.pipeline.set_state(Gst.State.NULL)
