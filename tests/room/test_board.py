"""The board: what a person in the control room sees of the venues' links."""

import json

import pytest

from diemcau.room.board import DEVICES_OF_A_VENUE, Board, Pulse, read_pulse


def _pulse(**changed):
    said = {
        "v": "x",
        "d": "d1",
        "face": "hall",
        "q": "good",
        "bh": 3.14,
        "r": "720p",
        "st": 0,
        "seq": 7,
    } | changed
    return read_pulse(json.dumps(said).encode())


def test_read_pulse_returns_what_a_venue_reports():
    assert _pulse() == Pulse(
        device="d1", face="hall", quality="good", behind_s=3.1, rendition="720p", stalls=0
    )


@pytest.mark.parametrize(
    "payload", [b"", b"[]", b"null", b"{}", b"{", b'{"q":"good"}', b'{"q":"best","face":"hall"}', b"\xff"]
)
def test_read_pulse_of_anything_else_is_nothing(payload):
    assert read_pulse(payload) is None


def test_read_pulse_bounds_what_a_venue_may_claim():
    pulse = _pulse(d="x" * 500, bh=1e300, r="8k", st=10**12)
    assert (len(pulse.device), pulse.behind_s, pulse.rendition, pulse.stalls) == (40, 9999, None, 999)
    assert _pulse(bh=-1, st=True).behind_s is None


def test_first_pulse_puts_the_venue_on():
    board = Board()
    board.take("v1", _pulse(), 1000.0)
    told = board.changes(1000.5)
    assert told == {
        "at": "1970-01-01T00:16:40.500Z",
        "full": False,
        "connected": 1,
        "venues": {
            "v1": {"on": True, "q": "good", "bh": 3.1, "r": "720p", "st": 0, "at": "1970-01-01T00:16:40.000Z"}
        },
    }


def test_same_pulse_again_is_no_change_and_another_quality_is():
    board = Board()
    board.take("v1", _pulse(), 1000.0)
    board.changes(1000.0)
    board.take("v1", _pulse(bh=3.3), 1012.0)
    assert board.changes(1012.0) is None
    board.take("v1", _pulse(q="poor"), 1024.0)
    assert board.changes(1024.0)["venues"]["v1"]["q"] == "poor"


def test_silent_venue_goes_off_after_thirty_seconds_and_comes_back():
    board = Board()
    board.take("v1", _pulse(), 1000.0)
    board.take("v2", _pulse(), 1010.0)
    board.changes(1010.0)
    board.expire(1029.9)
    assert board.changes(1029.9) is None
    board.expire(1030.0)
    told = board.changes(1030.0)
    assert (told["connected"], list(told["venues"]), told["venues"]["v1"]["on"]) == (1, ["v1"], False)
    board.take("v1", _pulse(), 1040.0)
    assert board.changes(1040.0)["venues"]["v1"]["on"]


def test_hall_screen_speaks_for_the_venue_while_it_is_there():
    board = Board()
    board.take("v1", _pulse(q="poor"), 1000.0)
    board.take("v1", _pulse(d="d2", face="remote", q="good"), 1001.0)
    assert board.whole(1001.0)["venues"]["v1"]["q"] == "poor"
    board.take("v1", _pulse(d="d2", face="remote", q="good"), 1031.0)
    assert board.whole(1031.0)["venues"]["v1"]["q"] == "good"


def test_venue_with_ever_new_devices_does_not_grow_without_end():
    board = Board()
    for number in range(100):
        board.take("v1", _pulse(d=str(number)), 1000.0)
    assert len(board.links["v1"].devices) == DEVICES_OF_A_VENUE
