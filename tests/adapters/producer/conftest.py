from collections.abc import Iterator

import pytest

from tests.adapters.producer.process import ProducerProcess


@pytest.fixture(scope="module")
def real_producer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProducerProcess]:
    """A running producer, one for the tests of a module."""
    producer = ProducerProcess(tmp_path_factory.mktemp("producer"))
    producer.start()
    yield producer
    producer.kill()
