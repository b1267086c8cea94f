"""A media process for tests: the real one with a fixed list of open rooms.

`python -m tests.media.media_process FOLDER JANUS_URL`
"""

import asyncio
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")

import django

django.setup()

from diemcau.adapters.janus.videoroom import Janus  # noqa: E402
from diemcau.adapters.producer.client import Listener, Producer  # noqa: E402
from diemcau.media import process  # noqa: E402
from diemcau.media.demo_feed import Programs  # noqa: E402
from diemcau.media.janus_link import JanusLink  # noqa: E402
from diemcau.room.api import LiveRoom  # noqa: E402
from tests.adapters.janus.server import SECRETS  # noqa: E402

PROJECT = Path(__file__).resolve().parents[2]


async def main(data: Path, janus_url: str) -> None:
    """Conduct the demonstration's room for ever."""

    async def connect_janus() -> Janus:
        return await Janus.connect(janus_url, token_secret=SECRETS.tokens, admin_key=SECRETS.admin_key)

    async def connect_producer(slug: str, listener: Listener) -> Producer:
        return await Producer.connect(data / "run" / f"producer-{slug}.sock", listener)

    async def list_rooms() -> list[LiveRoom]:
        return [LiveRoom(room_id=1, slug="demo", title="Hội nghị", phase="live")]

    demo = Programs(PROJECT / "producer", data / "demo.mkv")
    media = process.Media(
        run=data / "run", link=JanusLink(connect_janus), make_producer=connect_producer, demo=demo
    )
    await media.follow(list_rooms, beat=lambda: None)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
