"""Makes the clip that stands for the stage of the demonstration: a dial of one minute, spoken words, a time code.

Run by the system's Python: `python3 demo_clip.py --title TITLE OUT.mkv`. The clip lasts 60 s and is played in step with
the wall clock, so that its dial shows the second of the real minute. The squares at the lower edge carry the number of the
frame (11 bits, the first is worth 1) and a parity square, so that an odd number of them is lit: a program reads from them
how far a hall is behind.
"""

import argparse
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

WIDTH, HEIGHT, FPS, SECONDS = 1280, 720, 25, 60
BITS, SQUARE = 12, 40
_CENTRE, _RADIUS = (1010, 330), 190
_ACCENT = (0.10, 0.62, 0.58)
SPOKEN = (
    "Đây là tín hiệu minh họa của hệ thống Điểm Cầu. Hình và tiếng này đi từ sân khấu, qua máy chủ, đến mọi điểm cầu. "
    "Khi máy quay của sân khấu được bật, tín hiệu minh họa sẽ tự nhường chỗ."
)


def _text(
    pen: cairo.Context, text: str, *, at: tuple[float, float], size_px: int, width: int, bold: bool = False
) -> int:
    layout = PangoCairo.create_layout(pen)
    font = Pango.FontDescription("Be Vietnam Pro, DejaVu Sans, Sans")
    font.set_absolute_size(size_px * Pango.SCALE)
    font.set_weight(Pango.Weight.BOLD if bold else Pango.Weight.NORMAL)
    layout.set_font_description(font)
    layout.set_width(width * Pango.SCALE)
    layout.set_height(-9)
    layout.set_ellipsize(Pango.EllipsizeMode.END)
    layout.set_line_spacing(1.2)
    layout.set_text(text, -1)
    pen.move_to(*at)
    PangoCairo.show_layout(pen, layout)
    return layout.get_pixel_size()[1]


def _ground(title: str) -> cairo.ImageSurface:
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
    pen = cairo.Context(surface)
    shade = cairo.LinearGradient(0, 0, WIDTH, HEIGHT)
    shade.add_color_stop_rgb(0, 0.05, 0.22, 0.25)
    shade.add_color_stop_rgb(1, 0.04, 0.09, 0.14)
    pen.set_source(shade)
    pen.paint()
    pen.set_source_rgb(*_ACCENT)
    pen.rectangle(80, 120, 8, 440)
    pen.fill()
    pen.set_source_rgb(1, 1, 1)
    _text(pen, "TÍN HIỆU MINH HỌA", at=(120, 112), size_px=26, width=600)
    height = _text(pen, title, at=(120, 170), size_px=40, width=620, bold=True)
    pen.set_source_rgb(0.80, 0.88, 0.89)
    _text(pen, "Sân khấu · Điểm cầu chính", at=(120, 200 + height), size_px=30, width=620)
    for minute in range(60):
        angle = minute * math.pi / 30
        length = 26 if minute % 5 == 0 else 10
        pen.set_line_width(5 if minute % 5 == 0 else 2)
        for radius, draw in ((_RADIUS, pen.move_to), (_RADIUS - length, pen.line_to)):
            draw(_CENTRE[0] + radius * math.sin(angle), _CENTRE[1] - radius * math.cos(angle))
        pen.stroke()
    return surface


def _draw(frame: cairo.ImageSurface, ground: cairo.ImageSurface, number: int) -> None:
    pen = cairo.Context(frame)
    pen.set_source_surface(ground)
    pen.paint()
    second = number / FPS
    angle = second * math.pi / 30
    pen.set_source_rgb(0.96, 0.75, 0.25)
    pen.set_line_width(8)
    pen.set_line_cap(cairo.LINE_CAP_ROUND)
    pen.move_to(*_CENTRE)
    pen.line_to(_CENTRE[0] + 160 * math.sin(angle), _CENTRE[1] - 160 * math.cos(angle))
    pen.stroke()
    pen.set_source_rgb(1, 1, 1)
    _text(pen, f"giây {second:05.2f}".replace(".", ","), at=(880, 560), size_px=44, width=300, bold=True)
    code = number | ((number.bit_count() + 1) % 2) << (BITS - 1)
    for bit in range(BITS):
        lit = code >> bit & 1
        pen.set_source_rgb(lit, lit, lit)
        pen.rectangle(bit * SQUARE, HEIGHT - SQUARE, SQUARE, SQUARE)
        pen.fill()


def _speech(folder: Path) -> Path | None:
    speaker = shutil.which("espeak-ng")
    if speaker is None:
        return None
    path = folder / "speech.wav"
    done = subprocess.run(
        [speaker, "-v", "vi", "-s", "150", "-w", str(path), SPOKEN], check=False, capture_output=True
    )
    return path if done.returncode == 0 else None


def _sound_filter(*, spoken: bool) -> str:
    ticks = "aevalsrc=0.12*sin(2*PI*880*t)*lt(mod(t\\,1)\\,0.06):s=48000:d=60"
    if not spoken:
        return f"{ticks}[a]"
    return (
        "[1:a]aresample=48000,volume=0.9,asplit[one][two];[one]adelay=2000[first];[two]adelay=32000[second];"
        f"{ticks}[ticks];[ticks][first][second]amix=inputs=3:duration=first:normalize=0,alimiter=limit=0.9[a]"
    )


def make(path: Path, *, title: str) -> None:
    """Write the clip (H264 42e01f, 25 frames a second; Opus) to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    with tempfile.TemporaryDirectory() as folder:
        speech = _speech(Path(folder))
        picture = ["-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS), "-i", "-"]
        sound = (["-i", str(speech)] if speech else []) + [
            "-filter_complex",
            _sound_filter(spoken=bool(speech)),
        ]
        video = (
            "-c:v libx264 -profile:v baseline -level 3.1 -preset veryfast -crf 24 -maxrate 1500k -bufsize 1500k "
            "-g 25 -bf 0 -sc_threshold 0 -map 0:v -map [a]"
        )
        coded = [
            *video.split(),
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "libopus",
            "-b:a",
            "48k",
            "-ac",
            "2",
            "-t",
            str(SECONDS),
        ]
        argv = ["ffmpeg", "-y", "-loglevel", "error", *picture, *sound, *coded, "-f", "matroska", str(draft)]
        with subprocess.Popen(argv, stdin=subprocess.PIPE) as encoder:
            ground, frame = _ground(title), cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
            for number in range(FPS * SECONDS):
                _draw(frame, ground, number)
                frame.flush()
                encoder.stdin.write(frame.get_data())
            encoder.stdin.close()
        if encoder.returncode:
            sys.exit(f"ffmpeg could not make {path}")
    draft.replace(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the clip of the demonstration's stage.")
    parser.add_argument("--title", required=True, help="name of the conference")
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    make(chosen.out, title=chosen.title)
