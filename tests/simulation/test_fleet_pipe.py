"""A fleet answers its parent whole, however long the answer is and however late the parent reads."""

import asyncio
import time
from multiprocessing import Pipe

import uvloop

from diemcau.simulation.fleet import watch


def test_long_answer_waits_for_a_late_reader() -> None:
    parent, child = Pipe()
    answer = bytes(5_000_000)

    async def serve() -> None:
        watch(child, lambda: None)
        await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        sent = loop.run_in_executor(None, child.send, answer)
        time.sleep(0.2)  # noqa: ASYNC251 - nobody reads meanwhile
        received = loop.run_in_executor(None, parent.recv)
        try:
            await sent
        finally:
            loop.remove_reader(child.fileno())
            child.close()
        assert await received == answer

    uvloop.run(serve())
