"""A Janus in memory: it passes the same contract suite as the real one (tests/adapters/janus/test_contract.py)."""

import asyncio
from dataclasses import dataclass, field
from itertools import count

from diemcau.adapters.janus.errors import EntryRefused, NoSuchRoom, down, fault
from diemcau.adapters.janus.session import Message
from diemcau.adapters.janus.videoroom import Forward, Listener, Participant, Ports, mids


@dataclass
class FakePublication:
    """Someone who publishes."""

    id: str
    answer: str
    mids: dict[str, str]
    name: str
    listener: Listener
    room: "FakeRoom"
    publishing: bool = False
    candidates: list[Message | None] = field(default_factory=list)

    async def trickle(self, candidate: Message | None) -> None:
        """Note a candidate."""
        self.candidates.append(candidate)

    async def close(self) -> None:
        """Leave the room."""
        self.room.leave(self.id)

    def media_arrives(self) -> None:
        """Behave as when the browser's media has reached Janus."""
        self.publishing = True
        self.listener("webrtcup", {"janus": "webrtcup"})


@dataclass
class FakeRoom:
    """One room."""

    people: dict[str, FakePublication] = field(default_factory=dict)
    forwards: list[Forward] = field(default_factory=list)

    def leave(self, participant: str) -> FakePublication | None:
        """Take someone out, and the forwards of his media."""
        self.forwards = [forward for forward in self.forwards if forward.publisher_id != participant]
        return self.people.pop(participant, None)


class FakeServer:
    """What stays when a connection ends; `restart` forgets everything, as Janus does."""

    def __init__(self, *, token_secret: str = "", admin_key: str = "") -> None:
        self.token_secret = token_secret
        self.admin_key = admin_key
        self.rooms: dict[str, FakeRoom] = {}
        self.numbers = count(1)
        self.connections: list[FakeJanus] = []

    async def connect(self, *, token_secret: str = "", admin_key: str = "") -> "FakeJanus":
        """Return a client."""
        if token_secret != self.token_secret:
            raise EntryRefused("Unauthorized request", number=403)
        self.connections.append(FakeJanus(self, admin_key))
        return self.connections[-1]

    def restart(self) -> None:
        """Forget the rooms and end every connection."""
        self.rooms.clear()
        for connection in self.connections:
            connection.end()
        self.connections.clear()


class FakeJanus:
    """A client of `FakeServer`, of the same form as `videoroom.Janus`."""

    def __init__(self, server: FakeServer, admin_key: str) -> None:
        self._server = server
        self._admin_key = admin_key
        self._closed = asyncio.Event()
        self._mine: list[FakePublication] = []

    @property
    def closed(self) -> bool:
        """Whether the connection is gone."""
        return self._closed.is_set()

    async def wait_closed(self) -> None:
        """Return when the connection is gone."""
        await self._closed.wait()

    async def close(self) -> None:
        """End the connection, and with it everyone who publishes over it."""
        self.end()

    def end(self) -> None:
        """End at once."""
        for publication in self._mine:
            publication.room.leave(publication.id)
        self._closed.set()

    def _room(self, room: str) -> FakeRoom:
        if self.closed:
            raise down()
        if self._admin_key != self._server.admin_key:
            raise fault(433, "Unauthorized (wrong key)")
        if room not in self._server.rooms:
            raise NoSuchRoom(f"No such room ({room})", number=426)
        return self._server.rooms[room]

    async def ensure_room(self, room: str, *, publishers: int = 12, bitrate_bps: int = 2_500_000) -> bool:
        """Make the room if it is not there; return whether it was made."""
        del publishers, bitrate_bps
        try:
            self._room(room)
        except NoSuchRoom:
            self._server.rooms[room] = FakeRoom()
            return True
        return False

    async def remove_room(self, room: str) -> None:
        """Close the room."""
        self._room(room)
        del self._server.rooms[room]

    async def participants(self, room: str) -> list[Participant]:
        """Return who is in the room."""
        return [Participant(one.id, one.name, one.publishing) for one in self._room(room).people.values()]

    async def kick(self, room: str, participant: str) -> None:
        """Send someone out of the room."""
        gone = self._room(room).leave(participant)
        if gone is None:
            raise fault(428, "No such user")
        gone.listener("kicked", {"janus": "event"})

    async def forwards(self, room: str) -> list[Forward]:
        """Return what is forwarded from the room."""
        return list(self._room(room).forwards)

    async def forward(self, room: str, publication: FakePublication, ports: Ports) -> None:
        """Note where the media is wanted."""
        place = self._room(room)
        if publication.id not in place.people:
            raise fault(428, "No such publisher")
        for kind, port in (("audio", ports.audio), ("video", ports.video)):
            place.forwards.append(Forward(next(self._server.numbers), publication.id, kind, port))

    async def stop_forward(self, room: str, forward: Forward) -> None:
        """Stop one forwarded stream."""
        place = self._room(room)
        if forward not in place.forwards:
            raise fault(428, "No such forward")
        place.forwards.remove(forward)

    async def publish(
        self, room: str, participant: str, *, name: str, offer: str, listener: Listener
    ) -> FakePublication:
        """Let someone publish; the answer is the offer itself."""
        place = self._room(room)
        if not {"audio", "video"} <= mids(offer).keys():
            raise fault(465, "Error parsing offer")
        publication = FakePublication(participant, offer, mids(offer), name, listener, place)
        place.people[participant] = publication
        self._mine.append(publication)
        return publication
