"""Keeps one conference's picture as it is wanted: room, publishers, forwards, slots, layout, slate.

Every step compares what is wanted with what Janus and the producer say and mends the difference. Nothing of it
is remembered, so that it does not matter which of them was restarted.
"""

import asyncio
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from diemcau.adapters.janus.videoroom import Forward, Ports
from diemcau.adapters.producer.client import ProducerState, SlotPorts
from diemcau.core.errors import DiemCauError
from diemcau.media import layouts
from diemcau.media.janus_link import JanusLink
from diemcau.media.ports import Janus, Producer, ProducerMaker
from diemcau.media.stage import Stage, Visitor

log = logging.getLogger(__name__)

EVERY_S = 1.0
WAITING_S = 0.2
VIDEO_PT, AUDIO_PT = 96, 111
# A source whose last picture is older is not on the feed any more: the slate is.
FRESH_MS = 1500


class Conductor:
    """One conference whose room is open."""

    def __init__(self, slug: str, *, run: Path, link: JanusLink, make_producer: ProducerMaker) -> None:
        self.slug = slug
        self.title = ""
        self.phase = ""
        self._wish = run / "producers" / slug
        self._link = link
        self._make_producer = make_producer
        self._producer: Producer | None = None
        self._wake = asyncio.Event()
        self._said = ""
        self.stage = Stage(slug, link, self._wake.set)
        self.producer_state: ProducerState | None = None
        self.on_air: str | None = None

    async def follow(self) -> None:
        """Step for ever, sooner when something changed or a picture is being waited for."""
        while True:
            waiting = await self._try_step()
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), WAITING_S if waiting else EVERY_S)
            except TimeoutError:
                continue

    async def _try_step(self) -> bool:
        try:
            waiting = await self.step()
        except DiemCauError as error:
            self._say(error.message)
            self.producer_state = (
                None if self._producer is None or self._producer.closed else self.producer_state
            )
            await self.stage.drop_lost()
            return True
        self._say("")
        return waiting

    def _say(self, fault: str) -> None:
        if fault != self._said:
            log.warning("%s: %s", self.slug, fault or "in order again")
            self._said = fault

    async def step(self) -> bool:
        """Compare and mend once; return whether a picture is being waited for.

        Raises:
            JanusDown, ProducerDown: a part does not answer now.
        """
        self._wish.parent.mkdir(parents=True, exist_ok=True)
        self._wish.touch()
        await self.stage.drop_lost()
        producer = await self._get_producer()
        state = self.producer_state = await producer.state()
        await self._show_slate(producer, state)
        janus = await self._link.get()
        if await janus.ensure_room(self.slug):
            log.info("%s: made the room in Janus", self.slug)
        publishers = await self._arrived(janus)
        wanted = _wanted(publishers, state)
        await self._close_others(producer, state, wanted)
        slots = {one.name: one.ports for one in state.slots if one.ports}
        for visitor in wanted:
            slots[_id(visitor)] = slots.get(_id(visitor)) or await producer.open_rtp(
                _id(visitor), video_pt=VIDEO_PT, audio_pt=AUDIO_PT
            )
        await self._forward(janus, wanted, slots)
        return await self._cut(producer, state, wanted)

    async def _get_producer(self) -> Producer:
        if self._producer is None or self._producer.closed:
            if self._producer:
                await self._producer.close()
            self._producer = None
            self._producer = await self._make_producer(self.slug, self._on_report)
            log.info("%s: connected to the producer", self.slug)
        return self._producer

    def _on_report(self, report: dict[str, Any]) -> None:
        log.warning("%s: the producer reports %s", self.slug, report)
        self._wake.set()

    async def _show_slate(self, producer: Producer, state: ProducerState) -> None:
        slate = {"title": self.title, "subtitle": _subtitle(self.phase)}
        if state.slate != slate:
            await producer.set_slate(**slate)

    async def _arrived(self, janus: Janus) -> list[Visitor]:
        """Return our publishers whose media has reached Janus; whoever is in the room but unknown to us is sent out."""
        present = {one.id: one for one in await janus.participants(self.slug)}
        known = {_id(visitor): visitor for visitor in self.stage.publishers}
        for stranger in present.keys() - known.keys() - self.stage.known:
            log.info("%s: %s is not ours any more", self.slug, stranger)
            await janus.kick(self.slug, stranger)
        return [visitor for name, visitor in known.items() if name in present and present[name].publishing]

    @staticmethod
    async def _close_others(producer: Producer, state: ProducerState, wanted: list[Visitor]) -> None:
        names = {_id(visitor) for visitor in wanted}
        for slot in state.slots:
            if slot.name not in names:
                await producer.close_slot(slot.name)

    async def _forward(self, janus: Janus, wanted: list[Visitor], slots: dict[str, SlotPorts]) -> None:
        present = await janus.forwards(self.slug)
        right = {(_id(visitor), port) for visitor in wanted for port in _both(slots[_id(visitor)])}
        for forward in present:
            if _key(forward) not in right:
                await janus.stop_forward(self.slug, forward)
        there = {_key(forward) for forward in present}
        for visitor in wanted:
            ports = slots[_id(visitor)]
            if not {(_id(visitor), port) for port in _both(ports)} <= there:
                log.info("%s: forwarding %s (%s)", self.slug, _id(visitor), visitor.name)
                wish = Ports(ports.video, ports.video_rtcp, ports.audio, video_pt=VIDEO_PT, audio_pt=AUDIO_PT)
                await janus.forward(self.slug, visitor.publication, wish)

    async def _cut(self, producer: Producer, state: ProducerState, wanted: list[Visitor]) -> bool:
        seen = _fresh(state)
        shown = next((_id(visitor) for visitor in wanted if _id(visitor) in seen), None)
        layout = layouts.full(shown) if shown else layouts.slate()
        if state.layout != layout:
            log.info("%s: on air: %s", self.slug, shown or "slate")
            await producer.set_layout(layout)
        self.on_air = shown
        await self.stage.tell_on_air(shown)
        return bool(wanted) and shown != _id(wanted[0])

    async def close(self) -> None:
        """The conference is over: the producer is not wanted any more, the room is closed."""
        await self.stage.close()
        self._wish.unlink(missing_ok=True)
        if self._producer:
            await self._producer.close()
        try:
            await (await self._link.get()).remove_room(self.slug)
        except DiemCauError as error:
            log.info("%s: %s", self.slug, error.message)

    async def let_go(self) -> None:
        """This process stops; producer and room stay as they are."""
        if self._producer:
            await self._producer.close()


def _wanted(publishers: list[Visitor], state: ProducerState) -> list[Visitor]:
    """Return who needs a slot: the first, and those after him until one has a picture, so that a change has no gap."""
    seen = _fresh(state)
    for number, visitor in enumerate(publishers, start=1):
        if _id(visitor) in seen:
            return publishers[:number]
    return publishers


def _fresh(state: ProducerState) -> set[str]:
    return {
        one.name for one in state.slots if one.picture_age_ms is not None and one.picture_age_ms <= FRESH_MS
    }


def _id(visitor: Visitor) -> str:
    return visitor.publication.id if visitor.publication else ""


def _both(ports: SlotPorts) -> tuple[int, int]:
    return ports.video, ports.audio


def _key(forward: Forward) -> tuple[str, int]:
    return forward.publisher_id, forward.port


def _subtitle(phase: str) -> str:
    with override(settings.LANGUAGE_CODE):
        if phase == "open":
            return _("The conference will begin soon.")
        if phase == "paused":
            return _("The conference is having a break.")
        return _("Waiting for the picture from the stage.")
