"""Visitors of a stage who note what they are told."""

from typing import Any

from diemcau.media.stage import PERSON, Stage, Visitor
from tests.adapters.janus.offers import STAGE


class Note(list[dict[str, Any]]):
    """What a visitor was told."""

    async def send(self, message: dict[str, Any]) -> None:
        self.append(message)

    @property
    def kinds(self) -> list[str]:
        return [message["type"] for message in self]


def enter(stage: Stage, name: str, kind: str = PERSON) -> tuple[Visitor, Note]:
    """Let someone in."""
    note = Note()
    visitor = Visitor(kind, name, note.send)
    stage.enter(visitor)
    return visitor, note


async def publish(
    stage: Stage, visitor: Visitor, *, takeover: bool = False, arrives: bool = True, page: str | None = None
) -> Any:
    """Let a visitor publish; with `arrives` his media reaches Janus."""
    message = {"type": "publish", "sdp": STAGE, "takeover": takeover}
    await stage.handle(visitor, message if page is None else message | {"page": page})
    if arrives and visitor.publication is not None:
        visitor.publication.media_arrives()  # type: ignore[attr-defined]
    return visitor.publication
