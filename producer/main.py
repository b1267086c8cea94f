"""The producer: mixes one conference's programme feed and writes it as HLS.

Run by the system's Python: `python3 main.py --conference SLUG --data FOLDER --socket PATH`. It keeps no state
of its own: whoever controls it sends the wanted state again after a start. Exit status 1 when the feed stands
still, SIGALRM when the process itself does; the supervisor starts it again.
"""

import argparse
import logging
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gst", "1.0")
from gi.repository import GLib, Gst  # noqa: E402

Gst.init(None)

import slate  # noqa: E402
from control import Control, RequestError  # noqa: E402
from feed import VARIANTS, Feed  # noqa: E402
from mixer import Mixer  # noqa: E402
from slots import Rack  # noqa: E402
from sources import NoFreePortError, slate_bin  # noqa: E402

LOG = logging.getLogger("producer")
STANDSTILL_S = 8.0


class Producer:
    """One conference's feed."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.folder: Path = arguments.data / "feeds" / arguments.conference
        self.feed = Feed(self.folder, reserve_bytes=arguments.reserve_mb * 1_000_000)
        self.mixer = Mixer(segment_s=arguments.segment_s, location=self.feed.location)
        self.control = Control(arguments.socket, self.handle)
        self.rack = Rack(self.mixer, ports=arguments.rtp_ports, report=self.control.report)
        self.slate_pad = self.mixer.vision.request_pad_simple("sink_%u")
        self.slate_pad.set_property("zorder", 0)
        self.slate: Gst.Bin | None = None
        self.slate_text = {"title": "", "subtitle": ""}
        self.stuck_s: int = arguments.stuck_s
        self.last_segment_at = time.monotonic()
        self.disk_fault: str | None = None
        self.loop = GLib.MainLoop()
        self.status = 0

    def run(self) -> int:
        """Mix until told to stop; return the exit status."""
        signal.alarm(self.stuck_s)
        self.show_slate(**self.slate_text)
        bus = self.mixer.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect("message", self._on_message)
        for number in (signal.SIGTERM, signal.SIGINT):
            GLib.unix_signal_add(GLib.PRIORITY_HIGH, number, self._stop, 0)
        GLib.timeout_add_seconds(2, self._check)
        self.mixer.play()
        self.loop.run()
        self.mixer.stop()
        return self.status

    def _stop(self, status: int) -> bool:
        self.status = status
        self.loop.quit()
        return GLib.SOURCE_REMOVE

    def show_slate(self, *, title: str, subtitle: str) -> None:
        """Draw the slate and put it in the place of the one before."""
        path = self.folder / "slate.png"
        slate.draw(path, title=title, subtitle=subtitle)
        if self.slate:
            self.slate.get_static_pad("picture").unlink(self.slate_pad)
            self.mixer.drop(self.slate)
        self.slate = slate_bin(path)
        self.mixer.pipeline.add(self.slate)
        self.slate.get_static_pad("picture").link(self.slate_pad)
        self.slate.sync_state_with_parent()
        self.slate_text = {"title": title, "subtitle": subtitle}

    def handle(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do what a request asks for; return what the answer carries."""
        name = request["do"]
        action = getattr(self, f"do_{name}", None)
        if action is None:
            raise RequestError("unknown", f"there is no request called {name!r}")
        return action(request) or {}

    def do_open_rtp(self, request: dict[str, Any]) -> dict[str, int]:
        """Open a slot for RTP and answer with its ports."""
        try:
            return self.rack.open_rtp(
                request["slot"], video_pt=int(request["video_pt"]), audio_pt=int(request["audio_pt"])
            )
        except NoFreePortError as error:
            raise RequestError("no_port", str(error)) from error

    def do_open_clip(self, request: dict[str, Any]) -> None:
        """Open a slot that plays a file."""
        path = Path(request["path"])
        if not path.is_file():
            raise RequestError("no_file", f"there is no file {path}")
        self.rack.open_clip(request["slot"], path=path, loop=bool(request.get("loop", False)))

    def do_close(self, request: dict[str, Any]) -> None:
        """Close a slot."""
        if not self.rack.close(request["slot"]):
            raise RequestError("no_slot", f"there is no slot {request['slot']!r}")

    def do_layout(self, request: dict[str, Any]) -> None:
        """Place the slots."""
        self.rack.set_layout({str(name): dict(place) for name, place in request["slots"].items()})

    def do_slate(self, request: dict[str, Any]) -> None:
        """Change the slate's text."""
        self.show_slate(title=str(request["title"]), subtitle=str(request.get("subtitle", "")))

    def do_key_frame(self, request: dict[str, Any]) -> dict[str, bool]:
        """Ask a slot's sender for a key frame."""
        if request["slot"] not in self.rack.slots:
            raise RequestError("no_slot", f"there is no slot {request['slot']!r}")
        return {"asked": self.rack.ask_key_frame(request["slot"])}

    def do_stats(self, _request: dict[str, Any]) -> dict[str, Any]:
        """Tell the whole state."""
        usage = time.process_time()
        return {
            "run": self.feed.run,
            "running_s": round(self.mixer.running_s(), 3),
            "cpu_s": round(usage, 2),
            "segment_age_s": round(time.monotonic() - self.last_segment_at, 2),
            "renditions": {variant.name: len(self.feed.live[variant.name].segments) for variant in VARIANTS},
            "slots": [slot.report() for slot in self.rack.slots.values()],
            "layout": self.rack.layout,
            "slate": self.slate_text,
            "disk_free_mb": shutil.disk_usage(self.folder).free // 1_000_000,
            "disk_fault": self.disk_fault,
        }

    def _on_message(self, _bus: Gst.Bus, message: Gst.Message) -> None:
        if message.type == Gst.MessageType.ERROR:
            self._on_error(message)
        elif message.type == Gst.MessageType.LATENCY:
            self.mixer.pipeline.recalculate_latency()
        elif message.type == Gst.MessageType.ELEMENT:
            self._on_fragment(message.get_structure())

    def _on_error(self, message: Gst.Message) -> None:
        error, detail = message.parse_error()
        if not message.src.has_as_ancestor(self.mixer.pipeline):
            return  # a second error of a slot that is already gone
        if self.rack.fault(message.src, error.message):
            return
        LOG.error("the feed broke: %s (%s)", error.message, detail)
        self._tidy()
        self._stop(1)

    def _on_fragment(self, structure: Gst.Structure) -> None:
        name = structure.get_name()
        if not name.startswith("splitmuxsink-fragment-"):
            return
        location, at_s = structure.get_value("location"), structure.get_value("running-time") / Gst.SECOND
        if name.endswith("opened"):
            self.feed.opened(location, at_s)
        elif location in self.feed.opened_s:
            self.feed.closed(location, at_s, self.mixer.running_s())
            self.last_segment_at = time.monotonic()

    def _tidy(self) -> str | None:
        """Make room; a disk that takes nothing any more is a fault to report, and no end of the picture."""
        try:
            return self.feed.tidy()
        except OSError as error:
            return f"nothing can be written under {self.folder}: {error.strerror}; make room on this disk"

    def _check(self) -> bool:
        # A main loop that does not come round any more cannot look at itself: the kernel then ends the process.
        signal.alarm(self.stuck_s)
        fault = self._tidy()
        if fault and fault != self.disk_fault:
            LOG.error(fault)
            self.control.report("disk_full", message=fault)
        self.disk_fault = fault
        if time.monotonic() - self.last_segment_at > STANDSTILL_S:
            LOG.error("no segment for %.0f s: the feed stands still", STANDSTILL_S)
            self._stop(1)
        return GLib.SOURCE_CONTINUE


def _port_range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description="Mix one conference's programme feed and write it as HLS.")
    parser.add_argument("--conference", required=True, help="slug of the conference")
    parser.add_argument(
        "--data", type=Path, required=True, help="data folder; the feed lies in feeds/<slug> of it"
    )
    parser.add_argument("--socket", type=Path, required=True, help="unix socket for control")
    parser.add_argument(
        "--rtp-ports",
        type=_port_range,
        default=(21000, 21200),
        help="loopback UDP ports of the slots, FIRST-LAST",
    )
    parser.add_argument("--segment-s", type=float, default=1.0, help="length of a segment in seconds")
    parser.add_argument("--reserve-mb", type=int, default=500, help="room to keep free on the disk")
    parser.add_argument(
        "--stuck-s", type=int, default=20, help="end when nothing moves in the process for so long"
    )
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    return Producer(arguments).run()


if __name__ == "__main__":
    sys.exit(main())
