"""A portal's own colour, made dark or light enough to be read."""

import colorsys
from dataclasses import dataclass

DEFAULT = "#0b6a69"
# The lightest ground of the dark looks and the darkest of the light ones that bear coloured words.
_LIGHT_GROUND, _DARK_GROUND = "#f3f6f6", "#202b2b"
_ENOUGH = 4.5
_STEP = 0.01


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours as `#rrggbb`: of words and bars on light ground (`strong` for what is pointed at), and on dark ground."""

    light: str
    light_strong: str
    dark: str
    dark_strong: str

    @property
    def style(self) -> str:
        """Return them as declarations for a `style` attribute."""
        return (
            f"--portal:{self.light};--portal-strong:{self.light_strong};"
            f"--portal-dark:{self.dark};--portal-dark-strong:{self.dark_strong}"
        )


def tones_of(colour: str) -> Tones:
    """Return tones of a colour `#rrggbb` (blank: the product's own) that are legible on both grounds.

    Source: WCAG 2.2, 1.4.3: a contrast of 4.5:1 for words.
    """
    colour = colour or DEFAULT
    light = _moved(colour, _LIGHT_GROUND, -_STEP)
    dark = _moved(colour, _DARK_GROUND, _STEP)
    return Tones(light, _shifted(light, -0.08), dark, _shifted(dark, 0.1))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21.

    Source: WCAG 2.2, definition of contrast ratio.
    """
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _moved(colour: str, ground: str, step: float) -> str:
    while contrast(colour, ground) < _ENOUGH:
        colour = _shifted(colour, step)
    return colour


def _shifted(colour: str, by: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness + by)), saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
