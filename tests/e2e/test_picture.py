"""The programme's picture in a hall."""

import pytest

from tests.e2e.installation import Venue
from tests.e2e.screens import Screens, expect_to_play

pytestmark = pytest.mark.e2e


def test_hall_plays_the_programme(screens: Screens, venue: Venue) -> None:
    hall = screens.face(screens.as_venue(venue), "hall")

    expect_to_play(hall)
