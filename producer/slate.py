"""The slate: the picture that stands in when nobody is on the stage."""

from pathlib import Path

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

WIDTH, HEIGHT = 1280, 720
_GROUND = (0.05, 0.10, 0.12)
_ACCENT = (0.10, 0.62, 0.58)


def draw(path: Path, *, title: str, subtitle: str) -> None:
    """Draw the slate with the conference's name into a PNG file of 1280×720."""
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
    pen = cairo.Context(surface)
    pen.set_source_rgb(*_GROUND)
    pen.paint()
    heading = _layout(pen, title, size_px=_size_for(title), bold=True)
    below = _layout(pen, subtitle, size_px=30, bold=False)
    height = heading.get_pixel_size()[1]
    top = max(60, (HEIGHT - height) // 2 - 40)
    _put(pen, heading, top=top, colour=(1, 1, 1))
    pen.set_source_rgb(*_ACCENT)
    pen.rectangle(WIDTH / 2 - 60, top + height + 28, 120, 6)
    pen.fill()
    _put(pen, below, top=top + height + 62, colour=(0.80, 0.86, 0.87))
    surface.write_to_png(str(path))


def _size_for(title: str) -> int:
    return 64 if len(title) <= 60 else 50 if len(title) <= 140 else 38


def _layout(pen: cairo.Context, text: str, *, size_px: int, bold: bool) -> Pango.Layout:
    layout = PangoCairo.create_layout(pen)
    font = Pango.FontDescription("Be Vietnam Pro, DejaVu Sans, Sans")
    font.set_absolute_size(size_px * Pango.SCALE)
    font.set_weight(Pango.Weight.BOLD if bold else Pango.Weight.NORMAL)
    layout.set_font_description(font)
    layout.set_width((WIDTH - 200) * Pango.SCALE)
    layout.set_height((HEIGHT - 200) * Pango.SCALE)
    layout.set_ellipsize(Pango.EllipsizeMode.END)
    layout.set_alignment(Pango.Alignment.CENTER)
    layout.set_line_spacing(1.2)
    layout.set_wrap(Pango.WrapMode.WORD)
    layout.set_text(text, -1)
    return layout


def _put(pen: cairo.Context, layout: Pango.Layout, *, top: float, colour: tuple[float, float, float]) -> None:
    pen.set_source_rgb(*colour)
    pen.move_to(100, top)
    PangoCairo.show_layout(pen, layout)
