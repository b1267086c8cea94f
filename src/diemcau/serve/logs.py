"""One log file for each child, turned over by size."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

LIMIT_BYTES = 10_000_000
KEPT = 3
_LAST_WORDS_S = 1.0


class Log:
    """Append to `path`; when it has grown past the limit it becomes `path.1`, the older ones move up, the oldest goes."""

    def __init__(self, path: Path, *, limit_bytes: int = LIMIT_BYTES, kept: int = KEPT) -> None:
        self.path = path
        self._limit_bytes = limit_bytes
        self._kept = kept
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")

    def write(self, text: bytes) -> None:
        """Write at once; turn the file over first where it is full."""
        if self._file.tell() and self._file.tell() + len(text) > self._limit_bytes:
            self._turn_over()
        self._file.write(text)
        self._file.flush()

    def close(self) -> None:
        """Release the file."""
        self._file.close()

    def _turn_over(self) -> None:
        self._file.close()
        for number in range(self._kept - 1, 0, -1):
            older = self._numbered(number)
            if older.exists():
                older.rename(self._numbered(number + 1))
        self.path.rename(self._numbered(1))
        self._file = self.path.open("ab")

    def _numbered(self, number: int) -> Path:
        return self.path.with_name(f"{self.path.name}.{number}")


@contextlib.asynccontextmanager
async def piped_to(log: Log) -> AsyncIterator[int]:
    """Yield the writing end of a pipe whose other end goes into `log`, until the last writer has closed it.

    A pipe of our own: asyncio's would make us wait for a dead child for as long as a worker of it lives.
    """
    reading, writing = os.pipe()
    stream = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(reading, "rb", 0)
    )
    copying = asyncio.create_task(_copy(log, stream))
    try:
        yield writing
    finally:
        os.close(writing)
        await asyncio.wait([copying], timeout=_LAST_WORDS_S)
        copying.cancel()
        transport.close()


async def _copy(log: Log, stream: asyncio.StreamReader) -> None:
    while text := await stream.read(65_536):
        log.write(text)
