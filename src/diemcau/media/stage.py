"""The stage of one conference: who publishes its picture and sound, and who takes it over.

A person's browser and the demonstration feed are both `Visitor`s: they send the same messages and get the same ones.

From a visitor: `publish` (sdp, takeover, page), `trickle` (candidate), `bye`.
To a visitor: `answer` (sdp), `trickle` (candidate), `busy` (by), `taken` (by), `on_air` (on), `renegotiate`,
`ended`, `refused` (code, message).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from diemcau.adapters.janus.session import Message
from diemcau.core.errors import Invalid
from diemcau.core.ids import new_id
from diemcau.media.janus_link import JanusLink
from diemcau.media.ports import Janus, Publication

log = logging.getLogger(__name__)

Send = Callable[[dict[str, Any]], Awaitable[None]]
PERSON, DEMONSTRATION = "stage", "demo"


@dataclass(eq=False)
class Visitor:
    """Someone who may publish; `kind` is PERSON or DEMONSTRATION, and a person always goes before the demonstration.

    `page` names the page he publishes from, the same after it was reloaded.
    """

    kind: str
    name: str
    send: Send
    id: str = ""
    page: str = ""
    publication: Publication | None = None
    janus: Janus | None = None
    early: list[Message | None] = field(default_factory=list)
    on_air: bool = False


class Stage:
    """Everyone who publishes, or wants to, on the stage of one conference. `wake` is called when something changed."""

    def __init__(self, slug: str, link: JanusLink, wake: Callable[[], None]) -> None:
        self.slug = slug
        self._link = link
        self._wake = wake
        self._visitors: list[Visitor] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._taking = asyncio.Lock()

    def enter(self, visitor: Visitor) -> None:
        """Note a visitor."""
        self._visitors.append(visitor)

    async def leave(self, visitor: Visitor) -> None:
        """Forget a visitor and end what he publishes."""
        if visitor in self._visitors:
            self._visitors.remove(visitor)
        await self._end(visitor)
        self._wake()

    @property
    def publishers(self) -> list[Visitor]:
        """Those who publish over a connection that still stands, the one to be seen first."""
        found = [
            one for one in reversed(self._visitors) if one.publication and one.janus and not one.janus.closed
        ]
        return sorted(found, key=lambda one: one.kind == DEMONSTRATION)

    @property
    def known(self) -> set[str]:
        """The ids under which our visitors publish or are about to."""
        return {visitor.id for visitor in self._visitors if visitor.id}

    async def handle(self, visitor: Visitor, message: dict[str, Any]) -> None:
        """Do what a visitor's message asks for.

        Raises:
            Invalid: the message cannot be understood. JanusDown, JanusFault: Janus cannot do it.
        """
        kind = message.get("type")
        if kind == "publish":
            visitor.page = str(message.get("page") or "")[:64]
            await self._publish(visitor, _text(message, "sdp"), takeover=message.get("takeover") is True)
        elif kind == "trickle":
            await self._trickle(visitor, message.get("candidate"))
        elif kind == "bye":
            await self._end(visitor)
            self._wake()
        else:
            raise Invalid(_("This message is not understood."))

    async def _publish(self, visitor: Visitor, offer: str, *, takeover: bool) -> None:
        async with self._taking:
            holder = self._holder(visitor)
            # What the same page published before its connection broke stands in nobody's way.
            is_own = holder is not None and holder.page != "" and holder.page == visitor.page
            if holder and visitor.kind == PERSON and not (takeover or is_own):
                await visitor.send({"type": "busy", "by": holder.name})
                return
            await self._end(visitor)
            visitor.early.clear()
            janus = await self._link.get()
            await janus.ensure_room(self.slug)
            visitor.janus = janus
            visitor.id = f"{visitor.kind}-{new_id()}"
            visitor.publication = await janus.publish(
                self.slug,
                visitor.id,
                name=visitor.name,
                offer=offer,
                listener=lambda event, told: self._on_told(visitor, event, told),
            )
            await visitor.send({"type": "answer", "sdp": visitor.publication.answer})
            for candidate in visitor.early:
                await visitor.publication.trickle(candidate)
            if holder and visitor.kind == PERSON:
                await self._end(holder)
                await holder.send({"type": "taken", "by": visitor.name})
        self._wake()

    def _holder(self, visitor: Visitor) -> Visitor | None:
        return next((one for one in self.publishers if one is not visitor and one.kind == PERSON), None)

    @staticmethod
    async def _trickle(visitor: Visitor, candidate: object) -> None:
        if candidate is not None and not isinstance(candidate, dict):
            raise Invalid(_("This message is not understood."))
        if visitor.publication is None:
            visitor.early.append(candidate)
        else:
            await visitor.publication.trickle(candidate)

    @staticmethod
    async def _end(visitor: Visitor) -> None:
        publication, visitor.publication = visitor.publication, None
        visitor.id, visitor.on_air = "", False
        if publication:
            await publication.close()

    def _on_told(self, visitor: Visitor, event: str, told: Message) -> None:
        if event == "candidate":
            self._soon(visitor.send({"type": "trickle", "candidate": _candidate(told)}))
        elif event in {"hangup", "detached", "destroyed"} and visitor.publication:
            log.info("%s: %s of %s (%s)", self.slug, event, visitor.name, told.get("reason", ""))
            self._soon(self.lose(visitor))
        self._wake()

    async def lose(self, visitor: Visitor) -> None:
        """End what a visitor published and ask him to begin again."""
        if visitor.publication:
            await self._end(visitor)
            await visitor.send({"type": "renegotiate"})
            self._wake()

    async def drop_lost(self) -> None:
        """Ask everyone to begin again whose connection to Janus is gone."""
        for visitor in list(self._visitors):
            if visitor.publication and visitor.janus and visitor.janus.closed:
                await self.lose(visitor)

    async def tell_on_air(self, publication_id: str | None) -> None:
        """Tell each visitor when he comes on the programme feed and when he leaves it."""
        for visitor in list(self._visitors):
            on = visitor.publication is not None and visitor.publication.id == publication_id
            if on != visitor.on_air:
                visitor.on_air = on
                await visitor.send({"type": "on_air", "on": on})

    async def close(self) -> None:
        """The conference is over: everyone is told."""
        for visitor in list(self._visitors):
            await self._end(visitor)
            await visitor.send({"type": "ended"})

    def _soon(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _text(message: dict[str, Any], name: str) -> str:
    value = message.get(name)
    if not isinstance(value, str):
        raise Invalid(_("This message is not understood."))
    return value


def _candidate(told: Message) -> Message | None:
    candidate: Message = told.get("candidate", {})
    return None if candidate.get("completed") else candidate
