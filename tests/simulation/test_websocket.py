"""Our WebSocket frames against those of the `websockets` library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol

from diemcau.simulation import websocket
from diemcau.simulation.websocket import Frames

SIZES = [0, 1, 125, 126, 65_535, 65_536]


def _from_server(payload: bytes, opcode: Opcode = Opcode.BINARY) -> bytes:
    return Frame(opcode, payload).serialize(mask=False)


@pytest.mark.parametrize("size", SIZES)
def test_frame_is_understood_by_a_server(size):
    server = ServerProtocol()
    server.receive_data(websocket.handshake("host", "/nats"))
    server.send_response(server.accept(server.events_received()[0]))
    server.receive_data(websocket.frame(bytes(range(256)) * (size // 256) + bytes(size % 256)))
    received = server.events_received()[0]
    assert (received.opcode, len(received.data)) == (Opcode.BINARY, size)
    assert received.data == bytes(range(256)) * (size // 256) + bytes(size % 256)


@given(payloads=st.lists(st.binary(max_size=300), max_size=6), data=st.data())
def test_frames_come_out_whole_wherever_the_network_cuts(payloads, data):
    stream = b"".join(_from_server(payload) for payload in payloads)
    frames, found, at = Frames(), [], 0
    while at < len(stream):
        step = data.draw(st.integers(1, len(stream) - at))
        found += [payload for _, payload in frames.feed(stream[at : at + step])]
        at += step
    assert found == payloads
    assert frames.whole


@pytest.mark.parametrize("size", SIZES)
def test_large_frames_come_out_whole(size):
    assert list(Frames().feed(_from_server(bytes(size)))) == [(False, bytes(size))]


def test_ping_is_told_from_data_and_pong_is_dropped():
    stream = _from_server(b"a", Opcode.PING) + _from_server(b"b", Opcode.PONG) + _from_server(b"c")
    assert list(Frames().feed(stream)) == [(True, b"a"), (False, b"c")]


def test_close_ends_the_connection():
    with pytest.raises(ConnectionError):
        list(Frames().feed(_from_server(b"\x03\xe8", Opcode.CLOSE)))


def test_mask_differs_from_frame_to_frame():
    assert len({websocket.frame(b"same") for _ in range(20)}) > 1
