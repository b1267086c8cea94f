"""The floor (quyền phát biểu): request, withdraw, grant, extend, finish. One venue speaks at a time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from diemcau.room import events as e
from diemcau.room.commands.base import RUNNING, Command, Moment, need_seat
from diemcau.room.refusals import Refusal
from diemcau.room.state import Phase, Request, RoomState, Statement

SHORTEST_S, LONGEST_S = 30, 3600


def close_floor(state: RoomState, now: Moment) -> list[e.Event]:
    """Return the event by which the one who speaks gives the floor back; nothing where nobody speaks."""
    floor = state.floor
    if floor is None:
        return []
    return [
        e.FloorFinished(
            grant=floor.key,
            venue=floor.venue,
            unit=floor.unit,
            statement=floor.statement,
            at=now.at,
            spoken_s=max(0, round((now.at - floor.granted_at).total_seconds())),
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFloor(Command):
    """Ask for the floor; a venue waits once."""

    NAME: ClassVar[str] = "request_floor"
    venue: str
    topic: str = ""

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        seat = need_seat(state, self.venue)
        if any(request.venue == self.venue for request in state.requests):
            raise Refusal("already_waiting")
        if state.floor is not None and state.floor.venue == self.venue:
            raise Refusal("already_speaking")
        return [
            e.FloorRequested(
                request=now.key,
                venue=seat.key,
                venue_name=seat.name,
                unit=seat.unit,
                topic=self.topic.strip()[:200],
                at=now.at,
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest(Command):
    """Take a venue's request out of the queue."""

    NAME: ClassVar[str] = "withdraw_request"
    venue: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        request = _waiting(state, self.venue)
        if request is None:
            raise Refusal("not_waiting")
        return [e.FloorRequestWithdrawn(request=request.key, venue=request.venue)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFloor(Command):
    """Give a venue the floor for `limit_s` seconds, from the queue, for its statement, or unasked."""

    NAME: ClassVar[str] = "grant_floor"
    PHASES: ClassVar[frozenset[Phase]] = RUNNING
    venue: str
    statement: str | None = None
    limit_s: int = 300

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        seat = need_seat(state, self.venue)
        if state.floor is not None:
            raise Refusal("floor_taken", venue=state.floor.venue_name)
        _check_limit(self.limit_s)
        if self.statement is not None:
            _need_speakable(state, self.statement, self.venue)
        request = _waiting(state, self.venue)
        return [
            e.FloorGranted(
                grant=now.key,
                venue=seat.key,
                venue_name=seat.name,
                unit=seat.unit,
                request=request.key if request else None,
                statement=self.statement,
                at=now.at,
                limit_s=self.limit_s,
                deadline_at=now.at + timedelta(seconds=self.limit_s),
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendFloor(Command):
    """Give the one who speaks `extra_s` seconds more."""

    NAME: ClassVar[str] = "extend_floor"
    PHASES: ClassVar[frozenset[Phase]] = RUNNING
    extra_s: int = 60

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        if state.floor is None:
            raise Refusal("nobody_speaks")
        _check_limit(self.extra_s)
        deadline_at = state.floor.deadline_at + timedelta(seconds=self.extra_s)
        return [e.FloorExtended(grant=state.floor.key, extra_s=self.extra_s, deadline_at=deadline_at)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishFloor(Command):
    """Take the floor back; `grant` names whom it was given to, so that a late click ends nobody else's turn."""

    NAME: ClassVar[str] = "finish_floor"
    PHASES: ClassVar[frozenset[Phase]] = RUNNING
    grant: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        if state.floor is None or state.floor.key != self.grant:
            raise Refusal("nobody_speaks")
        return close_floor(state, now)


def _waiting(state: RoomState, venue: str) -> Request | None:
    return next((request for request in state.requests if request.venue == venue), None)


def _check_limit(seconds: int) -> None:
    if not SHORTEST_S <= seconds <= LONGEST_S:
        raise Refusal("limit_out_of_range", shortest=SHORTEST_S, longest=LONGEST_S)


def _need_speakable(state: RoomState, key: str, venue: str) -> Statement:
    for statement in state.statements:
        if statement.key == key and statement.venue == venue:
            if statement.status not in {"approved", "called_up"}:
                raise Refusal("statement_not_approved")
            return statement
    raise Refusal("unknown_statement")


COMMANDS: tuple[type[Command], ...] = (RequestFloor, WithdrawRequest, GrantFloor, ExtendFloor, FinishFloor)
