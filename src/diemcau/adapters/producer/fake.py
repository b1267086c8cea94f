"""A producer in memory: it passes the same contract suite as the real one (tests/adapters/producer/test_contract.py)."""

from itertools import count
from pathlib import Path

from diemcau.adapters.producer.client import Listener, Place, ProducerState, SlotPorts, SlotState
from diemcau.adapters.producer.errors import down, refused


class FakeProducer:
    """Of the same form as `client.Producer`; `kill` ends it as a crash does."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._ports = count(40000)
        self._slots: dict[str, SlotState] = {}
        self._layout: dict[str, Place] = {}
        self._slate = {"title": "", "subtitle": ""}
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the producer is gone."""
        return self._closed

    def kill(self) -> None:
        """End at once."""
        self._closed = True

    async def close(self) -> None:
        """Let go of it."""
        self._closed = True

    def _alive(self) -> None:
        if self._closed:
            raise down()

    def _known(self, slot: str) -> None:
        self._alive()
        if slot not in self._slots:
            raise refused("no_slot", f"there is no slot {slot!r}")

    async def open_rtp(self, slot: str, *, video_pt: int, audio_pt: int) -> SlotPorts:
        """Open a slot."""
        self._alive()
        del video_pt, audio_pt
        ports = SlotPorts(next(self._ports), next(self._ports), next(self._ports))
        self._slots[slot] = SlotState(slot, ports, None)
        return ports

    async def open_clip(self, slot: str, path: Path, *, loop: bool) -> None:
        """Open a slot that plays a file."""
        self._alive()
        del loop
        if not path.is_file():  # noqa: ASYNC240
            raise refused("no_file", f"there is no file {path}")
        self._slots[slot] = SlotState(slot, None, None)

    async def close_slot(self, slot: str) -> None:
        """Close a slot."""
        self._known(slot)
        del self._slots[slot]

    async def set_layout(self, places: dict[str, Place]) -> None:
        """Place the slots."""
        self._alive()
        self._layout = places

    async def set_slate(self, *, title: str, subtitle: str) -> None:
        """Change the slate's text."""
        self._alive()
        self._slate = {"title": title, "subtitle": subtitle}

    async def ask_key_frame(self, slot: str) -> bool:
        """Nobody sends here, so that nobody can be asked."""
        self._known(slot)
        return False

    async def state(self) -> ProducerState:
        """Return what it is doing."""
        self._alive()
        return ProducerState(0, 1.0, 0.1, 0.5, tuple(self._slots.values()), self._layout, self._slate, None)

    def break_slot(self, slot: str) -> None:
        """Behave as when the source of a slot breaks."""
        del self._slots[slot]
        self._listener({"event": "slot_fault", "slot": slot, "reason": "broken"})
