import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diemcau.simulation import wire
from diemcau.simulation.wire import Fault, Message, Parser, Ping, Pong

STREAM = (
    b'INFO {"server_id":"x"}\r\n'
    b"PING\r\n"
    b"MSG conf.demo.events 1 5\r\nhello\r\n"
    b"MSG conf.demo.head 2 _INBOX.x 0\r\n\r\n"
    b"+OK\r\n"
    b"PONG\r\n"
    b"MSG conf.demo.venue.v 3 4\r\n\r\n\r\n\r\n"
    b"-ERR 'User Authentication Expired'\r\n"
)
SAID = [
    Ping(),
    Message(1, b"hello"),
    Message(2, b""),
    Pong(),
    Message(3, b"\r\n\r\n"),
    Fault("User Authentication Expired"),
]


def test_parser_reads_what_a_server_says():
    assert list(Parser().feed(STREAM)) == SAID


@given(cuts=st.lists(st.integers(0, len(STREAM)), max_size=8))
def test_parser_reads_the_same_wherever_the_network_cuts(cuts):
    parser, found, edges = Parser(), [], [0, *sorted(cuts), len(STREAM)]
    for start, end in pairwise(edges):
        found += parser.feed(STREAM[start:end])
    assert found == SAID
    assert parser.whole


def test_enter_logs_in_and_numbers_the_subjects():
    first, *rest = wire.enter("TOKEN", ["a.b", "c"]).decode().split("\r\n")
    verb, _, options = first.partition(" ")
    assert (verb, json.loads(options)["jwt"]) == ("CONNECT", "TOKEN")
    assert rest == ["SUB a.b 1", "SUB c 2", "PING", ""]


def test_publish_counts_bytes_and_not_letters():
    assert wire.publish("a", "Điểm".encode()) == b"PUB a 7\r\n" + "Điểm".encode() + b"\r\n"
