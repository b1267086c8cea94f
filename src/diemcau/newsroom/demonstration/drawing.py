"""Draws the demonstration's pictures: a hall, a screen, delegates seen from behind. Nobody real is shown."""

import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1800, 1200
_FINER = 2  # drawn larger and reduced, so that edges are smooth
_SUITS = ("#1f2937", "#273449", "#30343f", "#3b3f4a", "#20313a", "#2b2f36", "#f1f2f0", "#d9e2e6", "#6b3b41")
_HAIR = ("#17130f", "#211a15", "#2a2320", "#3a3632", "#1b1a1e")
_SKIN = ("#c98f68", "#d49c77", "#bf835c")


def hall() -> bytes:
    """Draw the view of a venue from its last rows, as JPEG."""
    scene = _Scene(seed=28)
    scene.room(wall="#d9c7a6", panel="#c3a878", ceiling="#f1ece0", floor="#6e4b35", horizon=700)
    scene.screen((500, 190, 1300, 640))
    scene.stage(640, 720)
    for row, scale in enumerate((0.42, 0.52, 0.66, 0.84, 1.08)):
        scene.row(y=745 + row * row * 17 + row * 46, scale=scale, gap=100)
    return scene.jpeg()


def delegates() -> bytes:
    """Draw delegates at their desks from closer by, as JPEG."""
    scene = _Scene(seed=4)
    scene.room(wall="#cfd8d6", panel="#b4c3c0", ceiling="#eef2f1", floor="#4a4f52", horizon=560)
    scene.screen((540, 80, 1260, 485))
    for row, scale in enumerate((0.95, 1.35, 1.95)):
        y = 590 + row * row * 62 + row * 95
        scene.row(y=y, scale=scale, gap=118, desk=True)
    return scene.jpeg()


class _Scene:
    """A picture in the making; all measures are pixels of the finished one."""

    def __init__(self, seed: int) -> None:
        self._image = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER))
        self._draw = ImageDraw.Draw(self._image)
        self._chance = random.Random(seed)  # noqa: S311

    def room(self, *, wall: str, panel: str, ceiling: str, floor: str, horizon: int) -> None:
        """Paint ceiling with lamps, walls with panels, floor."""
        self._box((0, 0, WIDTH, HEIGHT), wall)
        self._shape([(0, 0), (WIDTH, 0), (WIDTH - 360, 130), (360, 130)], ceiling)
        for place in range(4):
            x, spread = 560 + place * 226, (place - 1.5) * 60
            self._shape(
                [(x - 40, 106), (x + 40, 106), (x + 60 + spread, 30), (x - 60 + spread, 30)], "#fffdf4"
            )
        for step in range(6):
            left = step * 62
            self._shape(_slant(left, 50, horizon), panel)
            self._shape([(WIDTH - x, y) for x, y in _slant(left, 50, horizon)], panel)
        self._box((360, 130, WIDTH - 360, horizon), _blend(wall, "#ffffff", 0.25))
        self._shape([(0, horizon + 130), (360, horizon), (WIDTH - 360, horizon), (WIDTH, horizon + 130),
                     (WIDTH, HEIGHT), (0, HEIGHT)], floor)  # fmt: skip

    def screen(self, box: tuple[int, int, int, int]) -> None:
        """Hang up a screen: one large picture of a speaker, and a strip of venues below it."""
        left, top, right, bottom = box
        self._box((left - 12, top - 12, right + 12, bottom + 12), "#22262a", radius=8)
        self._box(box, "#0d3b4c")
        strip, large_top = (bottom - top) // 4, top + (bottom - top) // 12
        self._box((left, large_top, right, bottom - strip), "#14566b")
        self._speaker((left + right) // 2, bottom - strip, (bottom - top) / 450)
        across, colours = (
            (right - left) / 6,
            ("#2d6f7e", "#3c5a78", "#4d6b5c", "#6b5a4d", "#40617a", "#556a45"),
        )
        for place, colour in enumerate(colours):
            x = int(left + place * across)
            self._box((x + 6, bottom - strip + 8, int(x + across - 6), bottom - 8), colour)
            for head in range(4):
                middle = x + across * (0.2 + head * 0.2)
                self._oval(middle, bottom - strip * 0.42, across * 0.06, across * 0.075, "#1a242b")
                wide, high = across * 0.095, strip * 0.28
                around = (middle - wide, bottom - 8 - high, middle + wide, bottom - 8 + high)
                self._draw.chord(self._up(around), 180, 360, "#1a242b")

    def stage(self, top: int, bottom: int) -> None:
        """Set a long table with flowers below the screen."""
        self._box((430, top + 24, WIDTH - 430, bottom), "#8a5a3a")
        self._box((430, top + 14, WIDTH - 430, top + 30), "#b07a50")
        for x in range(520, WIDTH - 480, 190):
            for dx, dy, colour in (
                (-16, 0, "#3f7a4a"),
                (14, 2, "#4d8a55"),
                (0, -10, "#d9a441"),
                (-9, -4, "#c9504a"),
            ):
                self._oval(x + dx, top + 8 + dy, 13, 11, colour)

    def row(self, *, y: int, scale: float, gap: int, desk: bool = False) -> None:
        """Seat a row of people, seen from behind; `y` is the line of their shoulders."""
        step = gap * scale * 1.25
        x = WIDTH / 2 - step * int(WIDTH / step / 2 + 1) + self._chance.uniform(0, step)
        if desk:
            self._box((0, int(y + 6 * scale), WIDTH, int(y + 70 * scale)), "#7a563c")
            self._box((0, int(y), WIDTH, int(y + 12 * scale)), "#a3764f")
        while x < WIDTH + step:
            if desk:
                self._things(x + step / 2, y, scale)
            if abs(x - WIDTH / 2) > 34 * scale or desk:
                self._person(
                    x + self._chance.uniform(-6, 6) * scale, y + self._chance.uniform(-7, 7) * scale, scale
                )
            x += step

    def _person(self, x: float, y: float, scale: float) -> None:
        suit, hair = self._chance.choice(_SUITS), self._chance.choice(_HAIR)
        is_long = self._chance.random() < 0.36
        self._box((int(x - 56 * scale), int(y + 62 * scale), int(x + 56 * scale), int(y + 330 * scale)), "#5d2f2b",
                  radius=int(16 * scale))  # fmt: skip
        self._oval(x, y + 78 * scale, 50 * scale, 62 * scale, suit)
        self._box((int(x - 50 * scale), int(y + 78 * scale), int(x + 50 * scale), int(y + 120 * scale)), suit)
        self._box((int(x - 11 * scale), int(y + 2 * scale), int(x + 11 * scale), int(y + 26 * scale)),
                  self._chance.choice(_SKIN), radius=int(6 * scale))  # fmt: skip
        self._oval(x - 27 * scale, y - 20 * scale, 6 * scale, 9 * scale, _SKIN[0])
        self._oval(x + 27 * scale, y - 20 * scale, 6 * scale, 9 * scale, _SKIN[0])
        self._oval(x, y - 24 * scale, 28 * scale, 35 * scale, hair)
        if is_long:
            self._box((int(x - 26 * scale), int(y - 20 * scale), int(x + 26 * scale), int(y + 44 * scale)), hair,
                      radius=int(14 * scale))  # fmt: skip
        self._box((int(x - 54 * scale), int(y + 112 * scale), int(x + 54 * scale), int(y + 330 * scale)), "#6d3833",
                  radius=int(12 * scale))  # fmt: skip

    def _things(self, x: float, y: float, scale: float) -> None:
        self._shape([(x - 26 * scale, y + 6 * scale), (x + 22 * scale, y + 4 * scale), (x + 28 * scale, y - 6 * scale),
                     (x - 18 * scale, y - 6 * scale)], "#f7f5ee")  # fmt: skip
        self._box(
            (int(x + 30 * scale), int(y - 34 * scale), int(x + 33 * scale), int(y + 4 * scale)), "#2a2d31"
        )
        self._oval(x + 31 * scale, y - 38 * scale, 5 * scale, 8 * scale, "#2a2d31")

    def _speaker(self, x: float, y: float, scale: float) -> None:
        self._oval(x, y - 30 * scale, 92 * scale, 100 * scale, "#233040")
        self._box(
            (int(x - 14 * scale), int(y - 160 * scale), int(x + 14 * scale), int(y - 120 * scale)), _SKIN[1]
        )
        self._shape(
            [(x - 22 * scale, y - 128 * scale), (x + 22 * scale, y - 128 * scale), (x, y - 66 * scale)],
            "#f3f5f6",
        )
        self._oval(x, y - 184 * scale, 40 * scale, 48 * scale, _SKIN[1])
        self._draw.chord(
            self._up((x - 42 * scale, y - 236 * scale, x + 42 * scale, y - 160 * scale)), 180, 360, "#1b1714"
        )
        self._box((int(x - 190 * scale), int(y - 54 * scale), int(x + 190 * scale), int(y)), "#7a563c")

    def jpeg(self) -> bytes:
        """Return the finished picture: reduced, with light falling off to the corners."""
        image = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        light = Image.new("L", (WIDTH, HEIGHT), 70)
        ImageDraw.Draw(light).ellipse((-260, -330, WIDTH + 260, HEIGHT + 200), fill=0)
        shade = Image.new("RGB", (WIDTH, HEIGHT), "#0b1016")
        image.paste(shade, mask=light.filter(ImageFilter.GaussianBlur(180)))
        out = BytesIO()
        image.save(out, "JPEG", quality=88, optimize=True)
        return out.getvalue()

    def _box(self, box: tuple[float, float, float, float], colour: str, radius: int = 0) -> None:
        self._draw.rounded_rectangle(self._up(box), radius * _FINER, colour)

    def _oval(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        self._draw.ellipse(self._up((x - wide, y - high, x + wide, y + high)), colour)

    def _shape(self, points: list[tuple[float, float]], colour: str) -> None:
        self._draw.polygon([(x * _FINER, y * _FINER) for x, y in points], colour)

    def _up(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        left, top, right, bottom = box
        return left * _FINER, top * _FINER, right * _FINER, bottom * _FINER


def _slant(left: float, wide: float, horizon: int) -> list[tuple[float, float]]:
    """Return a panel of the left wall: its edges run towards the far wall."""
    fall = 130 / 360
    right = left + wide
    low = horizon + 130
    return [
        (left, left * fall + 14),
        (right, right * fall + 14),
        (right, low - right * fall - 14),
        (left, low - left * fall - 14),
    ]


def _blend(colour: str, other: str, share: float) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in pairs)
