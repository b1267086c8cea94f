import json

import pytest

from diemcau.room import spans
from diemcau.room.board import Board, read_pulse
from diemcau.room.models import LinkSpan
from diemcau.room.spans import Spans
from tests.factories.rooms import open_and_start


def _pulse(quality="good", stalls=0):
    return read_pulse(json.dumps({"d": "d1", "face": "hall", "q": quality, "st": stalls}).encode())


def test_span_keeps_the_worst_and_counts():
    running = Spans(began_s=1200.0)
    for quality, stalls in [("good", 1), ("poor", 2), ("fair", 0)]:
        running.take("v1", _pulse(quality, stalls))
    tally = running.tallies["v1"]
    assert (tally.pulses, tally.worst, tally.stalls) == (3, "poor", 3)


def test_time_off_is_counted_for_venues_that_are_off():
    board, running = Board(), Spans(began_s=1200.0)
    board.take("v1", _pulse(), 1200.0)
    board.take("v2", _pulse(), 1230.0)
    board.expire(1231.0)
    running.pass_time(board, 2.0)
    assert {venue: tally.off_s for venue, tally in running.tallies.items()} == {"v1": 2.0}


def test_finish_ends_a_span_at_the_full_five_minutes():
    running = Spans(began_s=1250.0)
    running.take("v1", _pulse())
    assert running.finish(1499.9) is None
    began_s, tallies = running.finish(1500.0)
    assert (began_s, list(tallies), running.began_s, running.tallies) == (1250.0, ["v1"], 1500.0, {})


@pytest.mark.django_db
def test_keep_writes_a_row_for_each_venue_and_again_nothing_more(world, django_assert_max_num_queries):
    open_and_start(world)
    running = Spans(began_s=1250.0)
    for name in ("anlao", "bo"):
        running.take(world.venues[name].key, _pulse("fair", 2))
    began_s, tallies = running.finish(1501.0)
    with django_assert_max_num_queries(4):
        spans.keep(world.slug, began_s, tallies)
    spans.keep(world.slug, began_s, tallies)
    rows = LinkSpan.objects.order_by("venue").values_list("pulses", "worst", "stalls", "since__minute")
    assert list(rows) == [(1, "fair", 2, 20)] * 2


@pytest.mark.django_db
def test_keep_for_a_conference_without_a_room_leaves_nothing(world):
    spans.keep("nowhere", 1200.0, {"v1": spans.Tally()})
    assert not LinkSpan.objects.exists()
