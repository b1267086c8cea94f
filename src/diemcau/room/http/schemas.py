"""The shapes of answers and of commands' bodies; the commands' dataclasses are the source of the latter."""

from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any, Literal, get_type_hints

from ninja import Schema
from pydantic import ConfigDict, create_model

from diemcau.room.commands import Command


class EnvelopeOut(Schema):
    """One event as the caller may see it."""

    seq: int
    type: str
    version: int
    at: str
    data: dict[str, Any]


class EventsOut(Schema):
    """The number of the newest event, and those after the one asked for."""

    head: int
    events: list[EnvelopeOut]


class SnapshotOut(Schema):
    """What a fresh client begins with."""

    state: dict[str, Any]
    delegates: int
    reported: int
    now: str
    tallies: dict[str, dict[str, int]] | None = None


class SeatsOut(Schema):
    """The venues with their contacts, as they are after event number `head`."""

    head: int
    venues: list[dict[str, Any]]


class OutcomeOut(Schema):
    """What a command caused."""

    first_seq: int | None = None
    last_seq: int | None = None
    repeated: bool = False
    events: list[EnvelopeOut] = []


class ConnectIn(Schema):
    """Which face of a venue asks; empty for other pages."""

    face: str = ""


class NatsOut(Schema):
    """Where live events are, and the token to hear them."""

    url: str
    token: str


class MeOut(Schema):
    """Who the server takes the caller for."""

    kind: str
    venue: str | None
    name: str
    device: str | None
    head_count: int | None
    may: list[str]


class ConnectOut(Schema):
    """All that a client needs to follow the room until `expires_at`."""

    nats: NatsOut
    subjects: dict[str, str | None]
    expires_at: datetime
    me: MeOut
    now: str


class PulseIn(Schema):
    """A venue's report of its link; docs/contracts.md says what the letters mean."""

    face: Literal["hall", "remote"]
    q: Literal["good", "fair", "poor"]
    bh: float | None = None
    r: Literal["720p", "360p", "audio"] | None = None
    st: int = 0
    seq: int = 0


class HeadCountIn(Schema):
    """How many delegates are in the room; staff name the venue."""

    delegates: int
    venue: str = ""


class SeeNoticeIn(Schema):
    """Which notice the operator has seen."""

    notice: str
    venue: str = ""


class _Strict(Schema):
    """Refuses fields that it does not know: a misspelt one must not pass unnoticed."""

    model_config = ConfigDict(extra="forbid")


def body_of(command: type[Command]) -> type[Schema]:
    """Return the schema of a command's body; `venue` may be left out by a venue."""
    hints = get_type_hints(command)
    given: dict[str, Any] = {}
    for field in fields(command):
        default = ... if field.default is MISSING else field.default
        if field.name == "venue":
            default = ""
        given[field.name] = (hints[field.name], default)
    name = f"{command.__name__}In"
    made: type[Schema] = create_model(name, __base__=_Strict, __doc__=command.__doc__, **given)
    return made
