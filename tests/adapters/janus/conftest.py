import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.janus.server import JanusServer
from tests.conftest import find_free_port


@pytest.fixture(scope="module")
def real_janus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JanusServer]:
    """A running Janus, one for the tests of a module."""
    if shutil.which("janus") is None:
        pytest.fail("janus is not installed: apt-get install janus")
    folder: Path = tmp_path_factory.mktemp("janus")
    server = JanusServer(folder, find_free_port(), (23000, 23400))
    server.start()
    yield server
    server.kill()
