import pytest

from diemcau.media import layouts


def test_slate_shows_nobody() -> None:
    assert layouts.slate() == {}


@pytest.mark.parametrize(
    "layout", [layouts.full("a"), layouts.side_by_side("a", "b"), layouts.picture_in_picture("a", "b")]
)
def test_every_place_lies_on_the_picture(layout: dict[str, dict[str, float]]) -> None:
    for place in layout.values():
        assert 0 <= place["x"] <= place["x"] + place["width"] <= layouts.WIDTH
        assert 0 <= place["y"] <= place["y"] + place["height"] <= layouts.HEIGHT
        assert place["width"] * 9 == place["height"] * 16
        assert place["volume"] == 1.0


def test_the_small_picture_stands_above_the_large_one() -> None:
    layout = layouts.picture_in_picture("large", "small")
    assert layout["small"]["z"] > layout["large"]["z"]
    assert layout["large"]["width"] == layouts.WIDTH
