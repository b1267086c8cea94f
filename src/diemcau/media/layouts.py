"""Layouts: where each source stands on the programme picture, in pixels of 1280×720, and how loud it is.

A source that a layout does not name is hidden and silent; the slate lies below everything.
"""

from diemcau.adapters.producer.client import Place

WIDTH, HEIGHT = 1280, 720
_SMALL = (320, 180)
_MARGIN = 24


def _place(x: int, y: int, width: int, height: int, *, z: int = 1, volume: float = 1.0) -> Place:
    return {"x": x, "y": y, "width": width, "height": height, "alpha": 1.0, "z": z, "volume": volume}


def slate() -> dict[str, Place]:
    """Nobody: the slate is seen."""
    return {}


def full(source: str) -> dict[str, Place]:
    """One source fills the picture."""
    return {source: _place(0, 0, WIDTH, HEIGHT)}


def side_by_side(left: str, right: str) -> dict[str, Place]:
    """Two sources of the same size beside each other; both are heard."""
    width, height = WIDTH // 2, HEIGHT // 2
    top = (HEIGHT - height) // 2
    return {left: _place(0, top, width, height), right: _place(width, top, width, height)}


def picture_in_picture(large: str, small: str) -> dict[str, Place]:
    """One source fills the picture, the other stands small in its lower right corner; both are heard."""
    x, y = WIDTH - _SMALL[0] - _MARGIN, HEIGHT - _SMALL[1] - _MARGIN
    return {**full(large), small: _place(x, y, *_SMALL, z=2)}
