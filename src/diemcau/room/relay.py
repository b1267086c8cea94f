"""The relay process: tells the live server every committed row, in order, and the head every 5 s.

It goes on from its bookmark, which it moves only when the live server has taken the rows. A relay that was killed in
between tells some rows twice; clients apply each number once.

After the live server was away, its clients come back over many seconds, and all of them have missed the same rows. For
that time the rows are told again and again, together and less often: thousands of clients that each fetch what they
missed would take longer to come back.
"""

import asyncio
import time
from typing import Any

from django.conf import settings

from diemcau.adapters.nats import subjects
from diemcau.adapters.nats.client import Connection, Identity
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.revocation import Revoker
from diemcau.core.clock import now
from diemcau.core.heartbeat import Heartbeat
from diemcau.room import daemon, telling
from diemcau.room.bookmark import Bookmark
from diemcau.room.telling import Known, RoomHead
from diemcau.room.wire import encode_moment

POLL_S = 0.25
HEAD_S = 5.0
TALLIES_S = 1.0
BATCH = 200  # rows in one message, told before the bookmark moves
PACE_S = (
    0.1  # between two tellings: what is committed meanwhile goes together; a single row waits for nothing
)
# After an outage of the live server: for how long rows are told again, and how often; up to how many rows, and from how
# many before the last that were told, where these were told within so short a time. Whoever misses more fetches it.
AGAIN_FOR_S = 20.0
AGAIN_PACE_S = 2.0
AGAIN_MOST = 80
AGAIN_BEFORE = 5
JUST_TOLD_S = 60.0
# A server under load may need long to take a batch. Telling it again for that would only add to the load; a connection
# that is lost ends the wait at once.
TAKEN_S = 60.0


class Relay:
    """Passes rows on from the log to the live server."""

    def __init__(self, connection: Connection, bookmark: Bookmark) -> None:
        self._connection = connection
        self._bookmark = bookmark
        self._woken = asyncio.Event()
        self._counted: set[str] = set()
        self._known: dict[str, Known] = {}
        self._told_s: dict[str, float] = {}
        self._again: dict[str, int] = {}
        self._again_until_s: float | None = None
        self._telling = asyncio.Lock()

    async def begin(self) -> None:
        """Without a bookmark begin at the present: whoever misses something sees it by the head and fetches."""
        if not self._bookmark.found:
            for room in await daemon.ask(telling.heads):
                self._bookmark.put(room.slug, room.head)

    async def hear_nudge(self, subject: str, payload: bytes) -> None:
        """Wake up: something was committed."""
        if payload == b"tallies":
            self._counted.add(subject.split(".", 1)[1])
        else:
            self._woken.set()

    async def wait_for_nudge(self) -> None:
        """Return when woken, or after the time in which a lost nudge is made good."""
        try:
            await asyncio.wait_for(self._woken.wait(), POLL_S)
        except TimeoutError:
            return
        finally:
            self._woken.clear()

    async def note_entered(self) -> None:
        """From the second time on the live server was away: tell again what was told last, and all that follows."""
        if self._again_until_s is None:
            self._again_until_s = 0.0
            return
        before = self._again if self._is_again else {}
        now_s = time.monotonic()
        self._again_until_s = now_s + AGAIN_FOR_S
        just_told = {slug for slug, at_s in self._told_s.items() if now_s - at_s < JUST_TOLD_S}
        self._again = {
            slug: min(before.get(slug, told), max(0, told - AGAIN_BEFORE) if slug in just_told else told)
            for slug, told in self._bookmark.all().items()
        }

    async def pass_on(self) -> None:
        """Tell everything that was committed since the bookmark, then wait for more."""
        self._bookmark.save()
        told = await self._tell_rows()
        pace_s = AGAIN_PACE_S if self._is_again else PACE_S
        await (asyncio.sleep(pace_s) if told else self.wait_for_nudge())

    @property
    def _is_again(self) -> bool:
        return time.monotonic() < (self._again_until_s or 0)

    async def _tell_rows(self) -> bool:
        """Tell what is to be told of every room; return whether there was anything."""
        any_told = False
        async with self._telling:
            for room in await daemon.ask(telling.heads):
                if self._bookmark.get(room.slug) > room.head:  # a restored database
                    self._bookmark.put(room.slug, room.head)
                after = self._first_again(room) if self._is_again else self._bookmark.get(room.slug)
                while after < room.head:
                    after = await self._tell_batch(room, after)
                    any_told = True
        return any_told

    def _first_again(self, room: RoomHead) -> int:
        """Return the number after which rows are told again; the bookmark where they would be too many."""
        told = self._bookmark.get(room.slug)
        after = min(self._again.get(room.slug, 0), told)
        return after if room.head - after <= AGAIN_MOST else told

    async def _tell_batch(self, room: RoomHead, after: int) -> int:
        messages, last = await daemon.ask(lambda: telling.messages(room, after=after, limit=BATCH))
        for subject, payload in messages:
            await self._connection.publish(subject, payload)
        await self._connection.flush(TAKEN_S)
        self._bookmark.put(room.slug, last)
        self._told_s[room.slug] = time.monotonic()
        return last

    async def tell_heads(self) -> None:
        """Tell the head of each room that somebody may follow, and the server's clock with it.

        While rows are told again they come just before, so that nobody learns by the head that he misses some.
        """
        if self._is_again:
            await self._tell_rows()
        for room in await daemon.ask(telling.followed):
            await self._tell_head(room)

    async def tell_tallies(self) -> None:
        """Tell at once what changed among what is counted; while rows are told again, with the next head."""
        if self._is_again:
            return
        counted, self._counted = self._counted, set()
        for room in await daemon.ask(telling.heads) if counted else []:
            if room.slug in counted:
                await self._tell_head(room)

    async def _tell_head(self, room: RoomHead) -> None:
        """Tell the sums to all, and what changed since they were last told to the staff and to each venue its own."""
        before, known = self._known.get(room.slug), await daemon.ask(lambda: telling.known(room))
        head = {"head": self._bookmark.get(room.slug), "at": encode_moment(now())}
        await self._say(subjects.head(room.slug), head | known.totals)
        changed = known.since(before or Known())
        if any(changed.values()):
            await self._say(subjects.staff(room.slug), {"tallies": changed})
            # A relay that has just begun does not know what changed; the venues have it from their snapshots.
            for venue, delegates in changed["head_counts"].items() if before else ():
                own = {"tallies": {"head_counts": {venue: delegates}, "seen": {}}}
                await self._say(subjects.venue(room.slug, venue), own)
        self._known[room.slug] = known

    async def _say(self, subject: str, said: dict[str, Any]) -> None:
        await self._connection.publish(subject, telling.packed(said))


async def work() -> None:
    """Do the relay's work for ever."""
    keyring = Keyring(settings.NATS_SEED)
    revoker = Revoker(url=settings.NATS_URL, seed=settings.NATS_SEED, folder=settings.NATS_FOLDER)
    heartbeat = Heartbeat("relay")
    nats = Connection(settings.NATS_URL, Identity.of_process(keyring, "relay"))
    relay = Relay(nats, Bookmark(settings.RELAY_BOOKMARK))
    nats.on_entered(relay.note_entered, revoker.push_again)
    async with nats:
        await nats.subscribe("nudge.>", relay.hear_nudge)
        await relay.begin()
        await asyncio.gather(
            daemon.every(0, relay.pass_on, after=heartbeat.beat),
            daemon.every(HEAD_S, relay.tell_heads),
            daemon.every(TALLIES_S, relay.tell_tallies),
        )


def main() -> int:
    """Run the process until it is told to stop."""
    return daemon.run(work)
