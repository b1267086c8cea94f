"""A client of Janus' VideoRoom: rooms, who publishes in them, and the forwards of their media.

Source: Janus' documentation "VideoRoom plugin"; what version 1.1.2 really does: docs/adr/0005-media.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from diemcau.adapters.janus.errors import RoomExists, fault
from diemcau.adapters.janus.session import Message, Session, open_session
from diemcau.adapters.janus.tokens import Tokens

H264_PROFILE = "42e01f"
Listener = Callable[[str, Message], None]


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone in a room."""

    id: str
    name: str
    publishing: bool


@dataclass(frozen=True, slots=True)
class Forward:
    """One stream of a publisher that Janus sends to a UDP port."""

    stream_id: int
    publisher_id: str
    kind: str
    port: int


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the media of a publisher is wanted, and with which payload types."""

    video: int
    video_rtcp: int
    audio: int
    video_pt: int
    audio_pt: int


@dataclass(slots=True)
class Publication:
    """Someone who publishes through us; it ends with our connection."""

    id: str
    answer: str
    mids: dict[str, str]
    handle: int
    session: Session

    async def trickle(self, candidate: Message | None) -> None:
        """Hand on an ICE candidate of the publisher; None: there are no more."""
        await self.session.tell(
            {"janus": "trickle", "handle_id": self.handle, "candidate": candidate or {"completed": True}}
        )

    async def close(self) -> None:
        """End it."""
        await self.session.detach(self.handle)


class Janus:
    """What the media process asks of Janus; `connect` makes one, and it ends with the connection."""

    def __init__(self, session: Session, handle: int, *, tokens: Tokens, admin_key: str) -> None:
        self._session = session
        self._handle = handle
        self._tokens = tokens
        self._admin_key = admin_key

    @classmethod
    async def connect(cls, url: str, *, token_secret: str, admin_key: str) -> Self:
        """Return a client.

        Raises:
            JanusDown: it does not answer. EntryRefused: it knows another secret.
        """
        tokens = Tokens(token_secret)
        session = await open_session(url, tokens)
        handle = await session.attach(lambda _message: None)
        return cls(session, handle, tokens=tokens, admin_key=admin_key)

    @property
    def closed(self) -> bool:
        """Whether the connection is gone."""
        return self._session.closed.is_set()

    async def wait_closed(self) -> None:
        """Return when the connection is gone."""
        await self._session.closed.wait()

    async def close(self) -> None:
        """End the connection, and with it everyone who publishes over it."""
        await self._session.close()

    async def _ask(self, request: str, room: str, **more: Any) -> Message:
        body = {
            "request": request,
            "room": room,
            "secret": self._admin_key,
            "admin_key": self._admin_key,
            **more,
        }
        data, _ = await self._session.message(self._handle, body)
        return data

    async def ensure_room(self, room: str, *, publishers: int = 12, bitrate_bps: int = 2_500_000) -> bool:
        """Make the room if it is not there; return whether it was made."""
        if (await self._ask("exists", room))["exists"]:
            return False
        try:
            await self._ask(
                "create",
                room,
                description=room,
                is_private=True,
                publishers=publishers,
                bitrate=bitrate_bps,
                fir_freq=1,
                videocodec="h264",
                h264_profile=H264_PROFILE,
                audiocodec="opus",
                opus_fec=True,
                signed_tokens=True,
                lock_record=True,
                permanent=False,
            )
        except RoomExists:
            return False
        return True

    async def remove_room(self, room: str) -> None:
        """Close the room; everyone in it is sent away."""
        await self._ask("destroy", room)

    async def participants(self, room: str) -> list[Participant]:
        """Return who is in the room."""
        data = await self._ask("listparticipants", room)
        return [
            Participant(str(found["id"]), found.get("display", ""), bool(found["publisher"]))
            for found in data["participants"]
        ]

    async def kick(self, room: str, participant: str) -> None:
        """Send someone out of the room."""
        await self._ask("kick", room, id=participant)

    async def forwards(self, room: str) -> list[Forward]:
        """Return what is forwarded from the room."""
        data = await self._ask("listforwarders", room)
        return [
            Forward(stream["stream_id"], str(publisher["publisher_id"]), stream["type"], stream["port"])
            for publisher in data.get("publishers", [])
            for stream in publisher.get("forwarders", [])
        ]

    async def forward(self, room: str, publication: Publication, ports: Ports) -> None:
        """Send a publisher's picture and sound to ports on loopback.

        Raises:
            NoSuchPublisher: nobody publishes under that id any more.
        """
        streams = [
            {"mid": publication.mids["audio"], "port": ports.audio, "pt": ports.audio_pt},
            {
                "mid": publication.mids["video"],
                "port": ports.video,
                "pt": ports.video_pt,
                "rtcp_port": ports.video_rtcp,
            },
        ]
        wanted = {
            "publisher_id": publication.id,
            "host": "127.0.0.1",
            "host_family": "ipv4",
            "streams": streams,
        }
        await self._ask("rtp_forward", room, **wanted)

    async def stop_forward(self, room: str, forward: Forward) -> None:
        """Stop one forwarded stream."""
        await self._ask(
            "stop_rtp_forward", room, publisher_id=forward.publisher_id, stream_id=forward.stream_id
        )

    async def publish(
        self, room: str, participant: str, *, name: str, offer: str, listener: Listener
    ) -> Publication:
        """Let someone publish with the SDP `offer`; `listener` gets what Janus tells: webrtcup, hangup,
        media, candidate.

        Raises:
            NoSuchRoom: there is no such room. OfferRefused: the offer cannot be used.
        """
        handle = await self._session.attach(lambda message: listener(_told(message), message))
        try:
            body = {
                "request": "joinandconfigure",
                "ptype": "publisher",
                "room": room,
                "id": participant,
                "display": name,
                "token": self._tokens.room(room),
            }
            _, jsep = await self._session.message(handle, body, {"type": "offer", "sdp": offer})
        except BaseException:
            await self._session.detach(handle)
            raise
        if jsep is None or not {"audio", "video"} <= mids(jsep["sdp"]).keys():
            await self._session.detach(handle)
            raise fault(465, "the offer needs one picture in H264 and one sound in Opus")
        return Publication(participant, jsep["sdp"], mids(jsep["sdp"]), handle, self._session)


def mids(sdp: str) -> dict[str, str]:
    """Return the mid of the first accepted stream of each kind (audio, video) in an SDP text."""
    found: dict[str, str] = {}
    kind = ""
    for line in sdp.splitlines():
        if line.startswith("m="):
            kind, port = line[2:].split(" ")[:2]
            kind = kind if port != "0" else ""
        elif line.startswith("a=mid:") and kind:
            found.setdefault(kind, line.removeprefix("a=mid:").strip())
    return found


def _told(message: Message) -> str:
    if message["janus"] == "event":
        data = message.get("plugindata", {}).get("data", {})
        return (
            "kicked"
            if data.get("leaving") == "ok" or "kicked" in data
            else str(data.get("videoroom", "event"))
        )
    return "candidate" if message["janus"] == "trickle" else str(message["janus"])
