from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.nats.server import Server


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """Start a real server and kill it at the end."""
    running = Server(tmp_path / "nats")
    await running.start()
    yield running
    await running.stop()
