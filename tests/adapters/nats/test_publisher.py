import threading

import pytest

from diemcau.adapters.nats.client import Identity
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.publisher import Publisher
from tests.adapters.nats.test_client import Ear


@pytest.mark.real
async def test_publish_from_code_without_a_loop_is_heard(server):
    ear = Ear()
    publisher = Publisher(server.url, Identity.of_process(server.keyring, "web"))
    async with server.connect() as connection:
        await connection.wait_connected(5)
        await connection.subscribe("nudge.>", ear)
        await connection.flush()
        threads = [threading.Thread(target=publisher.publish, args=["nudge.demo"]) for _ in range(4)]
        for thread in threads:
            thread.start()
        assert await ear.wait(4) == [("nudge.demo", b"")] * 4
    publisher.close()


def test_publish_without_a_server_neither_waits_nor_raises():
    publisher = Publisher("nats://127.0.0.1:9", Identity.of_process(Keyring("x" * 40), "web"))
    for _ in range(5000):
        publisher.publish("nudge.demo")
    publisher.close()


def test_close_of_a_publisher_that_said_nothing_does_nothing():
    Publisher("nats://127.0.0.1:9", Identity.of_process(Keyring("x" * 40), "web")).close()
