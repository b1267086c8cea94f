import pytest
from websockets.exceptions import ConnectionClosedError, InvalidHandshake, InvalidMessage

from diemcau.adapters.janus.errors import (
    EntryRefused,
    JanusDown,
    JanusFault,
    NoSuchPublisher,
    NoSuchRoom,
    OfferRefused,
    RoomExists,
    fault,
    translated,
)


@pytest.mark.parametrize(
    "error",
    [
        ConnectionClosedError(None, None),
        InvalidHandshake(),
        InvalidMessage("odd"),
        OSError("no route"),
        TimeoutError(),
        EOFError(),
    ],
)
def test_translated_gives_our_own_error(error: Exception) -> None:
    with pytest.raises(JanusDown), translated():
        raise error


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (403, EntryRefused),
        (426, NoSuchRoom),
        (427, RoomExists),
        (428, NoSuchPublisher),
        (433, EntryRefused),
        (465, OfferRefused),
        (499, JanusFault),
    ],
)
def test_fault_tells_by_number(number: int, kind: type[JanusFault]) -> None:
    error = fault(number, "why")
    assert type(error) is kind
    assert error.number == number
    assert "why" in error.message
