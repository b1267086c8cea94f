import pytest

from diemcau.newsroom.reading.colour import contrast, tones_of

_LIGHT, _DARK = ("#ffffff", "#f3f6f6"), ("#0d1414", "#151e1e", "#202b2b")


def test_contrast_of_black_on_white_is_the_greatest() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "colour", ["", "#ffff00", "#ffffff", "#000000", "#9f1d20", "#00ff7f", "#808080", "#0000ff"]
)
def test_tones_are_legible_on_every_ground(colour: str) -> None:
    tones = tones_of(colour)
    for ground in _LIGHT:
        assert contrast(tones.light, ground) >= 4.5
        assert contrast(tones.light_strong, ground) >= 4.5
    for ground in _DARK:
        assert contrast(tones.dark, ground) >= 4.5
        assert contrast(tones.dark_strong, ground) >= 4.5
    assert contrast("#ffffff", tones.light) >= 4.5


def test_legible_colour_stays_as_it_is() -> None:
    assert tones_of("#9f1d20").light == "#9f1d20"
