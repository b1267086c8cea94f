"""Start, finish and skip agenda items. One runs at a time."""

from dataclasses import dataclass
from typing import ClassVar

from diemcau.room import events as e
from diemcau.room.commands.base import RUNNING, Command, Moment
from diemcau.room.refusals import Refusal
from diemcau.room.state import ItemState, Phase, RoomState


def _need_item(state: RoomState, key: str) -> ItemState:
    for item in state.agenda:
        if item.key == key:
            return item
    raise Refusal("unknown_item")


@dataclass(frozen=True, slots=True, kw_only=True)
class StartItem(Command):
    """Begin an agenda item; the one that runs is finished by it. A skipped or finished one may be taken up again."""

    NAME: ClassVar[str] = "start_item"
    PHASES: ClassVar[frozenset[Phase]] = RUNNING
    item: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        if _need_item(state, self.item).status == "running":
            raise Refusal("item_running")
        running = [item.key for item in state.agenda if item.status == "running"]
        return [
            *(e.ItemFinished(item=key, at=now.at) for key in running),
            e.ItemStarted(item=self.item, at=now.at),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishItem(Command):
    """Finish the agenda item that runs."""

    NAME: ClassVar[str] = "finish_item"
    PHASES: ClassVar[frozenset[Phase]] = RUNNING
    item: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        if _need_item(state, self.item).status != "running":
            raise Refusal("item_not_running")
        return [e.ItemFinished(item=self.item, at=now.at)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipItem(Command):
    """Leave out an agenda item that waits."""

    NAME: ClassVar[str] = "skip_item"
    PHASES: ClassVar[frozenset[Phase]] = RUNNING
    item: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        if _need_item(state, self.item).status != "waiting":
            raise Refusal("item_not_waiting")
        return [e.ItemSkipped(item=self.item, at=now.at)]


COMMANDS: tuple[type[Command], ...] = (StartItem, FinishItem, SkipItem)
