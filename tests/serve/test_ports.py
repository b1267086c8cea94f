import os
import socket
from collections.abc import Iterator

import pytest

from diemcau.serve import ports
from diemcau.serve.errors import PortTaken
from diemcau.serve.ports import Port


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_taken_port_is_named_with_its_variable_and_its_holder(taken: int) -> None:
    port = Port(number=taken, variable="DIEMCAU_TLS_PORT", owner="nginx", host="0.0.0.0")  # noqa: S104
    with pytest.raises(PortTaken) as fault:
        ports.check([port])
    assert f"Port {taken} (DIEMCAU_TLS_PORT, for nginx) is taken by" in fault.value.message
    assert f"(process {os.getpid()})" in fault.value.message


def test_two_variables_with_one_port_are_both_named(free_port: int) -> None:
    both = [
        Port(number=free_port, variable=name, owner="web")
        for name in ("DIEMCAU_WEB_PORT", "DIEMCAU_MEDIA_PORT")
    ]
    with pytest.raises(PortTaken, match="DIEMCAU_MEDIA_PORT and DIEMCAU_WEB_PORT are both"):
        ports.check(both)


def test_free_port_passes(free_port: int) -> None:
    ports.check([Port(number=free_port, variable="DIEMCAU_PORT", owner="nginx")])


def test_every_child_has_its_ports() -> None:
    assert {port.owner for port in ports.wanted(["nginx", "web"])} == {"nginx", "web"}
    assert ports.wanted([]) == []
